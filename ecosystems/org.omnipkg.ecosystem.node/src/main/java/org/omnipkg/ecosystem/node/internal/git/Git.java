package org.omnipkg.ecosystem.node.internal.git;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * The git on this machine, with the user's own settings and keys. Nothing of a repository is
 * checked out, so none of its filters and hooks runs.
 */
final class Git {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TAIL = 5;

  /** Variables by which a caller inside of a repository would be led to that one. */
  private static final List<String> OTHERS =
      List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX");

  private final Path program;
  private final Path folder;
  private final Desk desk;

  /**
   * @param folder where it works
   */
  Git(Path folder, Desk desk) {
    this.program = program(desk);
    this.folder = folder;
    this.desk = desk;
  }

  private static Path program(Desk desk) {
    String path = desk.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .map(entry -> entry.resolve("git"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "tool.missing",
                        "a package comes from a repository, and there is no `git` to read it",
                        "put `git` on the PATH")));
  }

  /** What it says; empty when it fails. */
  Optional<String> asked(String... words) {
    Desk.Output said = run(words);
    return said.exit() == 0 ? Optional.of(said.out()) : Optional.empty();
  }

  /**
   * What it says.
   *
   * @param name of the package, for messages
   */
  String told(String name, String... words) {
    Desk.Output said = run(words);
    if (said.exit() != 0) {
      List<String> lines = said.err().lines().map(Git::shown).toList();
      throw new Refusal(
          Diagnostic.outside(
                  "npm.repository",
                  "the repository of `" + name + "` cannot be read",
                  "`git ls-remote` with its address tells whether you may read it")
              .with(lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
    }
    return said.out();
  }

  private Desk.Output run(String... words) {
    List<String> argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(
        List.of(
            "-c", "core.hooksPath=/dev/null",
            "-c", "protocol.ext.allow=never",
            "-c", "tar.umask=0022"));
    argv.addAll(List.of(words));
    Map<String, String> environment = new HashMap<>(desk.environment());
    OTHERS.forEach(environment::remove);
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
    environment.put("LC_ALL", "C.UTF-8");
    return desk.run(
        new Desk.Command(argv, folder, environment, Optional.of(""), PATIENCE, Optional.empty()));
  }

  /** Without what could be a password. */
  private static String shown(String line) {
    return line.replaceAll("://[^/\\s']*@", "://");
  }
}
