package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.api.Commands.Terminal;
import org.omnipkg.api.Health;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Sourcing;
import org.omnipkg.api.SwapRequest;

class PicocliCommandsTest {
  private static final Terminal TTY = new Terminal(true, true, true, 80, 24);
  private final World world = new World();

  @Test
  void every_option_of_install_reaches_the_request() {
    world.run(
        "install",
        "-r",
        "a.txt",
        "--requirement=/b.txt",
        "--python",
        "3.9",
        "--resolver",
        "pip",
        "--index",
        "i",
        "--extra-index",
        "x",
        "--extra-index",
        "y",
        "--find-links",
        "w",
        "--pre",
        "-U",
        "--no-sandbox",
        "-e",
        "work",
        "--dry-run",
        "rich>=13",
        "requests[socks]");
    assertEquals(
        new InstallRequest(
            "work",
            List.of("rich>=13", "requests[socks]"),
            List.of(Path.of("/work/here/a.txt"), Path.of("/b.txt")),
            Optional.of("3.9"),
            Optional.of("pip"),
            Optional.of("i"),
            List.of("x", "y"),
            List.of("w"),
            true,
            true,
            false,
            true),
        world.asked.get(0));
  }

  @Test
  void a_runtime_among_the_words_is_the_option() {
    world.run("install", "python@3.9", "rich");
    InstallRequest request = (InstallRequest) world.asked.get(0);
    assertEquals(Optional.of("3.9"), request.python());
    assertEquals(List.of("rich"), request.words());
    world.run("swap", "python@3.10");
    assertEquals(
        new SwapRequest("default", List.of("python@3.10"), List.of(), Sourcing.CONFIGURED, false),
        world.asked.get(1));
  }

  @Test
  void a_word_that_begins_with_an_at_sign_is_no_file_of_arguments(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "rich\n");
    world.run("install", "@" + file);
    assertEquals(List.of("@" + file), ((InstallRequest) world.asked.get(0)).words());
  }

  @Test
  void on_a_terminal_the_meaning_of_a_word_is_asked_for() {
    World.Ran ran = world.run(Map.of(), TTY, "2\n", () -> false, "install", "redis", "rich");
    assertEquals(0, ran.code());
    assertEquals(List.of("node:redis", "rich"), ((InstallRequest) world.asked.get(1)).words());
    assertTrue(ran.err().contains("2  node:redis    125 releases since 2011"), ran.err());
    assertEquals(1, world.run(Map.of(), TTY, "\n", () -> false, "install", "redis").code());
    assertEquals(1, world.run("install", "redis").code());
  }

  @Test
  void verbs_and_their_words_do_not_mix() {
    world.run("install", "list", "exec");
    assertEquals(List.of("list", "exec"), ((InstallRequest) world.asked.get(0)).words());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-e work --offline --wait 7 list",
        "list -e work --offline --wait 7",
        "--offline list --wait=7 --env=work",
        "-e other --wait 7 list -e work --offline --no-daemon"
      })
  void options_stand_before_or_after_the_verb(String line) {
    World.Ran ran = world.run((line + " --json").split(" "));
    assertEquals(0, ran.code());
    assertTrue(ran.out().contains("\"environment\": \"work\""), ran.out());
    assertTrue(world.callers.get(0).offline());
    assertEquals(Duration.ofSeconds(7), world.callers.get(0).patience());
  }

  @Test
  void the_environment_is_option_then_variable_then_setting_then_default() {
    assertEquals("default", environment(Map.of()));
    world.settings.put("environment", "set");
    assertEquals("set", environment(Map.of("OMNIPKG_ENV", "")));
    assertEquals("var", environment(Map.of("OMNIPKG_ENV", "var")));
    assertEquals("opt", environment(Map.of("OMNIPKG_ENV", "var"), "-e", "opt"));
  }

  private String environment(Map<String, String> variables, String... options) {
    String[] argv = new String[options.length + 2];
    System.arraycopy(options, 0, argv, 0, options.length);
    argv[options.length] = "list";
    argv[options.length + 1] = "--json";
    World.Ran ran = world.run(variables, Terminal.NONE, "", () -> false, argv);
    return json(ran.out()).get("environment").asText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "install rich",
        "install nosuch",
        "install bug",
        "install ctrl-c",
        "uninstall rich",
        "swap python 3.9",
        "exec nosuch",
        "exec --dry-run python",
        "runtime list --all",
        "runtime add 3.12",
        "runtime remove 3.12",
        "config",
        "config get resolver",
        "config set resolver pip",
        "config unset resolver --dry-run",
        "config get nosuch",
        "daemon start",
        "daemon status",
        "daemon stop",
        "daemon logs",
        "doctor",
        "explain",
        "explain usage.bad-value",
        "explain nosuch",
        "completion bash",
        "completion fish",
        "shell",
        "--version",
        "--help",
        "install --help",
        "frobnicate",
        "install --frobnicate",
        "runtime",
        ""
      })
  void json_is_exactly_one_document(String line) {
    World.Ran ran = world.run(("--json " + line).strip().split(" "));
    JsonNode document = json(ran.out());
    assertEquals(1, document.get("schema").asInt());
    if (document.has("error")) {
      assertTrue(ran.code() != 0);
      assertFalse(document.at("/error/message").asText().isEmpty());
      assertFalse(document.at("/error/code").asText().isEmpty());
    }
  }

  private static JsonNode json(String text) {
    try (var parser = new ObjectMapper().createParser(text)) {
      JsonNode document = parser.readValueAsTree();
      assertEquals(null, parser.nextToken(), "one document only");
      return document;
    } catch (IOException broken) {
      throw new AssertionError(text, broken);
    }
  }

  @Test
  void a_bug_is_short_on_the_terminal_and_whole_in_the_log_without_secrets() {
    World.Ran ran = world.run("install", "bug");
    assertEquals(1, ran.code());
    assertFalse(ran.err().contains("\tat "), ran.err());
    assertFalse(ran.err().contains("ann:"));
    assertTrue(world.run("install", "bug", "-v").err().contains("\tat org.omnipkg"));
    assertTrue(world.logged.get(0).contains("\tat org.omnipkg"));
    assertFalse(world.logged.toString().contains("ann:"));
  }

  @Test
  void a_refusal_after_the_client_has_gone_is_a_cancellation() {
    World.Ran ran = world.run(Map.of(), Terminal.NONE, "", () -> true, "install", "nosuch");
    assertEquals(130, ran.code());
    assertEquals("Resolving\ncancelled; nothing was changed\n", ran.err());
  }

  @Test
  void a_checkpoint_ends_cancelled_work() {
    World.Ran ran = world.run(Map.of(), Terminal.NONE, "", () -> true, "install", "rich");
    assertEquals(130, ran.code());
  }

  @Test
  void colours_heed_terminal_variable_and_option() {
    assertTrue(colored(TTY, Map.of("TERM", "xterm")));
    assertFalse(colored(Terminal.NONE, Map.of("TERM", "xterm")));
    assertFalse(colored(TTY, Map.of("NO_COLOR", "1")));
    assertFalse(colored(TTY, Map.of("TERM", "dumb")));
    assertTrue(colored(Terminal.NONE, Map.of("NO_COLOR", "1"), "--color", "always"));
    assertFalse(colored(TTY, Map.of("TERM", "xterm"), "--color=never"));
  }

  private boolean colored(Terminal terminal, Map<String, String> variables, String... options) {
    String[] argv = java.util.Arrays.copyOf(options, options.length + 2);
    argv[options.length] = "install";
    argv[options.length + 1] = "nosuch";
    return world.run(variables, terminal, "", () -> false, argv).err().contains("\u001b[1;31m");
  }

  @Test
  void a_terminal_is_left_clean_after_a_refusal() {
    World.Ran ran = world.run(Map.of("NO_COLOR", "1"), TTY, "", () -> false, "install", "nosuch");
    assertTrue(ran.err().endsWith("[index.unknown-package]\n  asked: default\n"), ran.err());
    assertEquals(ran.err().contains("\u001b[?25l"), ran.err().contains("\u001b[?25h"));
  }

  @Test
  void doctor_finds_and_says_how_to_mend() {
    world.findings =
        List.of(
            new Health.Finding("ok", "python", "3 found", "", List.of()),
            new Health.Finding(
                "problem",
                "engine",
                "is not wired",
                "start the bundle `x`",
                List.of("Engine", "  needs Store")));
    World.Ran ran = world.run("doctor");
    assertEquals(1, ran.code());
    assertEquals(
        """
        ok       python  3 found
        problem  engine  is not wired
                         Engine
                           needs Store
                         mend: start the bundle `x`
        """,
        ran.out());
    assertEquals("1 problem found\n", ran.err());
  }

  @Test
  void a_verbs_own_options_may_stand_before_it() {
    assertEquals(0, world.run("--resolver", "pip", "-e", "a", "install", "six").code());
    assertEquals(Optional.of("pip"), ((InstallRequest) world.asked.get(0)).resolver());
    assertEquals(0, world.run("--no-sandbox", "install", "six").code());
    assertFalse(((InstallRequest) world.asked.get(1)).sandbox());
    assertEquals(2, world.run("--no-such", "install", "six").code());
  }

  @Test
  void an_environment_may_be_called_like_a_verb() {
    assertEquals(0, world.run("-e", "swap", "list").code());
    assertEquals(0, world.run("list", "--env", "exec").code());
  }

  @Test
  void without_a_daemon_there_is_none_to_ask() {
    world.daemon = Optional.empty();
    assertEquals(0, world.run("daemon", "stop").code());
    for (String verb : List.of("start", "status", "logs")) {
      World.Ran ran = world.run("daemon", verb);
      assertEquals(1, ran.code());
      assertTrue(ran.err().contains("[daemon.absent]"), ran.err());
    }
  }

  @Test
  void logs_are_the_end_of_the_file(@TempDir Path folder) throws IOException {
    World.FakeDaemon daemon = world.new FakeDaemon();
    daemon.log = "~/daemon.log";
    world.daemon = Optional.of(daemon);
    Files.writeString(folder.resolve("daemon.log"), "one\ntwo\nthree\n");
    World.Ran ran =
        world.run(
            Map.of("HOME", folder.toString()),
            Terminal.NONE,
            "",
            () -> false,
            "daemon",
            "logs",
            "-n",
            "2");
    assertEquals("two\nthree\n", ran.out());
  }

  @Test
  void stopping_asks_the_daemon_and_trying_does_not() {
    world.run("daemon", "stop", "--dry-run");
    assertEquals(List.of(), world.asked);
    world.run("daemon", "stop");
    assertEquals(List.of("stop"), world.asked);
  }

  @Test
  void trying_a_setting_writes_nothing() {
    world.run("config", "set", "resolver", "pip", "--dry-run");
    assertEquals("uv", world.settings.get("resolver"));
  }

  @Test
  void help_needs_no_room() {
    World.Ran ran = world.run("exec", "--help");
    assertEquals(0, ran.code());
    assertEquals(List.of(), world.callers);
    assertTrue(ran.out().contains("Usage: omnipkg exec [OPTIONS] COMMAND..."));
  }
}
