package org.omnipkg.itest.agreement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places that requirements name, found when they are asked for: {@code {wheel NAME==VERSION}} is
 * the address of that wheel, with its digest, {@code {git}} a repository made for the purpose.
 */
public final class Places {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+) ?([^}]*)\\}");
  private static final Pattern WHEEL =
      Pattern.compile("url = \"([^\"]+\\.whl)\".*?sha256 = \"([0-9a-f]{64})\"");
  private static final String PROJECT =
      """
      [build-system]
      requires = ["setuptools>=64"]
      build-backend = "setuptools.build_meta"
      [project]
      name = "agreed"
      version = "1.0"
      dependencies = ["flask<3", "idna==3.4"]
      """;

  private final Path folder;
  private final Function<List<String>, String> run;
  private final Map<String, String> known = new HashMap<>();
  private final String uv;

  /**
   * @param run runs a command and gives what it says
   */
  public Places(Path folder, String uv, Function<List<String>, String> run) {
    this.folder = folder;
    this.uv = uv;
    this.run = run;
  }

  /** The requirement with the places in it. */
  public String filled(String requirement) {
    return PLACE
        .matcher(requirement)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    known.computeIfAbsent(
                        found.group(),
                        any -> found.group(1).equals("git") ? git() : wheel(found.group(2)))));
  }

  private String wheel(String release) {
    try {
      Path in = Files.writeString(folder.resolve("wheel.in"), release + "\n");
      String lock =
          run.apply(
              List.of(
                  uv,
                  "pip",
                  "compile",
                  in.toString(),
                  "--no-config",
                  "--no-deps",
                  "--quiet",
                  "--format",
                  "pylock.toml"));
      Matcher wheel = WHEEL.matcher(lock);
      if (!wheel.find()) {
        throw new IllegalStateException("no wheel in " + lock);
      }
      return wheel.group(1) + "#sha256=" + wheel.group(2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String git() {
    try {
      Path origin = Files.createDirectories(folder.resolve("agreed"));
      Files.writeString(origin.resolve("pyproject.toml"), PROJECT);
      Files.writeString(origin.resolve("agreed.py"), "");
      String git = "git -C " + origin + " -c user.name=Ada -c user.email=ada@example.org ";
      for (String words : List.of("init --quiet", "add --all", "commit --quiet -m one")) {
        run.apply(List.of((git + words).split(" ")));
      }
      return "git+" + origin.toUri().toString().replaceFirst("/$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
