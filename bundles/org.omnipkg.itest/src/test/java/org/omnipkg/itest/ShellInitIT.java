package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real shells on a terminal, typed into; what they say of themselves goes to a file. */
@Tag("live")
class ShellInitIT {
  private static Shipped omnipkg;
  private static Path home;
  private static Path project;

  @BeforeAll
  static void open() throws IOException {
    omnipkg = new Shipped();
    // A name that breaks whatever is not quoted.
    home = omnipkg.directory().resolve("it's a $home");
    omnipkg.with("OMNIPKG_HOME", home.toString());
    project = Files.createDirectories(omnipkg.directory().resolve("a project/deep down"));
    omnipkg.run("install", "six==1.15.0").ok();
    omnipkg.run("-e", "web", "install", "six==1.16.0").ok();
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  /** The words of a shell that differ from shell to shell. */
  private record Dialect(String shell, List<String> start, Path configuration, String init) {
    static Dialect of(String shell, Path folder) {
      return switch (shell) {
        case "bash" ->
            new Dialect(
                shell,
                List.of("bash", "--rcfile", folder.resolve("rc").toString(), "-i"),
                folder.resolve("rc"),
                "eval \"$(omnipkg shell-init bash)\"");
        case "zsh" ->
            new Dialect(
                shell,
                List.of("zsh", "-i"),
                folder.resolve(".zshrc"),
                "eval \"$(omnipkg shell-init zsh)\"");
        default ->
            new Dialect(
                shell,
                List.of("fish", "-i"),
                folder.resolve("fish/config.fish"),
                "omnipkg shell-init fish | source");
      };
    }

    private boolean fish() {
      return shell.equals("fish");
    }

    /** Our folders on the PATH, by the environment they belong to. */
    String report(String label) {
      String path = fish() ? "(string join : $PATH)" : "\"$PATH\"";
      return "printf '%s %s\\n' '" + label + "' " + path + " >> \"$REPORT\"";
    }

    String version(String label) {
      return "printf '%s %s\\n' '"
          + label
          + "' "
          + (fish() ? "(" : "\"$(")
          + "python -c 'import six; print(six.__version__)'"
          + (fish() ? ")" : ")\"")
          + " >> \"$REPORT\"";
    }

    String set(String value) {
      return fish() ? "set -gx OMNIPKG_ENV " + value : "export OMNIPKG_ENV=" + value;
    }

    String unset() {
      return fish() ? "set -e OMNIPKG_ENV" : "unset OMNIPKG_ENV";
    }

    String completions(String label) {
      return switch (shell) {
        case "bash" -> "complete -p omnipkg | sed 's/^/" + label + " /' >> \"$REPORT\"";
        case "zsh" -> "echo \"" + label + " $precmd_functions $chpwd_functions\" >> \"$REPORT\"";
        default ->
            "complete -C 'omnipkg install --resolver ' | sed 's/^/" + label + " /' >> \"$REPORT\"";
      };
    }
  }

  private static List<String> type(Dialect dialect, Path folder, List<String> lines)
      throws Exception {
    Path report = Files.createFile(folder.resolve("report"));
    Files.createDirectories(dialect.configuration().getParent());
    Files.writeString(dialect.configuration(), dialect.init() + "\n");
    List<String> typed = new ArrayList<>(lines);
    typed.add("exit");
    String command =
        dialect.start().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .directory(omnipkg.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("screen").toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("OMNIPKG_ENV");
    environment.putAll(
        Map.of(
            "OMNIPKG_HOME", home.toString(),
            "PATH", Distribution.folder().resolve("bin") + ":/usr/bin:/bin",
            "JAVA_HOME", System.getProperty("java.home"),
            "HOME", folder.toString(),
            "ZDOTDIR", folder.toString(),
            "XDG_CONFIG_HOME", folder.toString(),
            "SHELL", "/bin/sh",
            "TERM", "dumb",
            "REPORT", report.toString()));
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write((String.join("\n", typed) + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> screen(folder));
    }
    List<String> said = Files.readAllLines(report);
    assertTrue(!said.isEmpty(), () -> screen(folder));
    return said;
  }

  private static String screen(Path folder) {
    try {
      return new String(Files.readAllBytes(folder.resolve("screen")), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** {@code label default}: of a PATH only our folders are left, by their environment's name. */
  private static String ours(String line) {
    int space = line.indexOf(' ');
    String begin = home.resolve("env") + "/";
    String names =
        Arrays.stream(line.substring(space + 1).split(":"))
            .filter(part -> part.startsWith(begin) && part.endsWith("/current/bin"))
            .map(part -> part.substring(begin.length(), part.length() - "/current/bin".length()))
            .collect(Collectors.joining("+"));
    return line.substring(0, space) + " " + names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void the_path_follows_the_environment_in_force(String shell) throws Exception {
    Path folder = Files.createDirectories(omnipkg.directory().resolve("follow-" + shell));
    Path file = project.getParent().resolve("omnipkg.toml");
    Files.writeString(file, "environment = \"web\"\n");
    Dialect dialect = Dialect.of(shell, folder);
    List<String> said =
        type(
            dialect,
            folder,
            List.of(
                dialect.report("start"),
                "cd '" + project + "'",
                dialect.report("project"),
                "echo 'environment = \"default\"' > '" + file + "'",
                dialect.report("edited"),
                "echo 'environment = \"nowhere\"' > '" + file + "'",
                dialect.report("absent"),
                "cd /",
                dialect.report("left"),
                dialect.set("web"),
                dialect.report("variable"),
                dialect.unset(),
                dialect.report("unset"),
                dialect.init(),
                dialect.report("again")));
    assertEquals(
        List.of(
            "start default",
            "project web",
            "edited default",
            "absent ",
            "left default",
            "variable web",
            "unset default",
            "again default"),
        said.stream().map(ShellInitIT::ours).toList(),
        () -> screen(folder));
    assertTrue(said.get(0).substring("start ".length()).startsWith(home.toString()), said.get(0));
    assertEquals("absent " + Distribution.folder().resolve("bin") + ":/usr/bin:/bin", said.get(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void the_next_command_sees_a_change_and_nobody_is_asked_without_one(String shell)
      throws Exception {
    Path folder = Files.createDirectories(omnipkg.directory().resolve("swap-" + shell));
    Path fresh = omnipkg.directory().resolve("fresh-" + shell);
    Files.createDirectories(fresh);
    Files.writeString(fresh.resolve("omnipkg.toml"), "environment = \"fresh-" + shell + "\"\n");
    omnipkg.run("install", "six==1.15.0").ok();
    Dialect dialect = Dialect.of(shell, folder);
    List<String> said =
        type(
            dialect,
            folder,
            List.of(
                dialect.version("before"),
                "omnipkg install six==1.16.0",
                dialect.version("after"),
                "cd '" + fresh + "'",
                dialect.report("none"),
                "omnipkg install six==1.14.0",
                dialect.report("made"),
                dialect.version("here"),
                "omnipkg env remove fresh-" + shell,
                dialect.report("removed"),
                "cd /",
                dialect.report("back"),
                dialect.completions("completion"),
                "omnipkg daemon stop",
                "while test -e \"$OMNIPKG_HOME\"/daemon.lock"
                    + (shell.equals("fish")
                        ? "; and omnipkg daemon status >/dev/null 2>&1; sleep 0.1; end"
                        : " && omnipkg daemon status >/dev/null 2>&1; do sleep 0.1; done"),
                "cd /tmp",
                "cd /usr/bin",
                "cd /",
                "omnipkg daemon status 2>&1 | grep -o 'daemon.absent' >> \"$REPORT\""));
    List<String> seen =
        said.stream()
            .filter(line -> !line.startsWith("completion"))
            .map(line -> line.contains(":") ? ours(line) : line)
            .toList();
    assertEquals(
        List.of(
            "before 1.15.0",
            "after 1.16.0",
            "none ",
            "made fresh-" + shell,
            "here 1.14.0",
            "removed ",
            "back default",
            "daemon.absent"),
        seen,
        () -> screen(folder));
    String completion =
        said.stream().filter(line -> line.startsWith("completion")).collect(Collectors.joining());
    assertTrue(completion.contains(shell.equals("fish") ? "uv" : "_omnipkg_"), () -> completion);
  }
}
