package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * The user's own client of git, with what it is configured for; it runs nothing of a repository.
 */
record GitClient(Desk desk) {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Variables that would lead the client into another repository. */
  private static final Pattern LEADING =
      Pattern.compile(
          "GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES"
              + "|COMMON_DIR|NAMESPACE|CEILING_DIRECTORIES|PREFIX|TEMPLATE_DIR)");

  private static final Pattern SECRET = Pattern.compile("(://)[^/?#\\s]*@");
  private static final int TAIL = 6;

  /** What it printed, if all was well. */
  Optional<String> said(Path repository, List<String> words) {
    Desk.Output output = inside(repository, words);
    return output.exit() == 0 ? Optional.of(output.out()) : Optional.empty();
  }

  Desk.Output inside(Path repository, List<String> words) {
    List<String> all = new ArrayList<>(List.of("--git-dir=" + repository));
    all.addAll(words);
    return run(repository, all);
  }

  Desk.Output run(Path folder, List<String> words) {
    Map<String, String> environment = new HashMap<>(desk.environment());
    environment.keySet().removeIf(name -> LEADING.matcher(name).matches());
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_ALLOW_PROTOCOL", "https:http:ssh:git:file");
    environment.put("GIT_LFS_SKIP_SMUDGE", "1");
    environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
    environment.put("LC_ALL", "C.UTF-8");
    Path program =
        SearchPath.find("git", environment.getOrDefault("PATH", ""), desk.directory())
            .orElseThrow(
                () ->
                    new Refusal(
                        new Diagnostic(
                            "repository.no-git",
                            Diagnostic.Kind.RESOURCES,
                            "a repository is asked for and there is no `git` on your PATH",
                            List.of(),
                            "install git, or name a release or an archive instead")));
    List<String> argv =
        new ArrayList<>(List.of(program.toString(), "-c", "core.hooksPath=/dev/null"));
    argv.addAll(words);
    return desk.run(
        new Desk.Command(argv, folder, environment, Optional.empty(), PATIENCE, Optional.empty()));
  }

  /** The end of what it printed, without anybody's credentials. */
  static List<String> lines(Desk.Output output) {
    List<String> all =
        (output.out() + output.err())
            .lines()
            .map(line -> SECRET.matcher(line).replaceAll("$1"))
            .toList();
    return all.subList(Math.max(0, all.size() - TAIL), all.size());
  }

  /** A place as people may see it. */
  static String shown(GitPlace place) {
    return SECRET.matcher(place.repository()).replaceAll("$1");
  }
}
