package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Commands.Terminal;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.shell.internal.gogo.GogoVerbs;
import org.omnipkg.shell.internal.gogo.ShellInitVerb;
import org.omnipkg.shell.internal.verb.Omnipkg;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Lines typed into {@code omnipkg shell}, with the real Gogo. */
class ConversationTest {
  private final World world = new World();
  private final ThreadIOImpl io = new ThreadIOImpl();

  /** Stands for what other bundles bring to Gogo. */
  public static final class Others {
    public String shout(CommandSession session, String word) {
      return word.toUpperCase(java.util.Locale.ROOT) + "!";
    }

    public String list() {
      return "not ours";
    }

    public void count() throws java.io.IOException {
      System.out.println(new String(System.in.readAllBytes()).lines().count() + " lines");
    }

    public void fail() {
      throw new IllegalArgumentException("that went wrong");
    }
  }

  @BeforeEach
  void start() {
    io.start();
    CommandProcessorImpl processor = new CommandProcessorImpl(io);
    GogoVerbs verbs = new GogoVerbs(world.commands());
    Omnipkg.model()
        .getSubcommands()
        .keySet()
        .forEach(name -> processor.addCommand("omnipkg", verbs, name));
    Others others = new Others();
    for (String name : List.of("shout", "list", "count", "fail")) {
      processor.addCommand("felix", others, name);
    }
    world.gogo = Optional.of(processor);
  }

  @AfterEach
  void stop() {
    io.stop();
  }

  private World.Ran say(String lines, String... options) {
    String[] argv = Arrays.copyOf(options, options.length + 1);
    argv[options.length] = "shell";
    return world.run(Map.of("PATH", "/usr/bin"), Terminal.NONE, lines, () -> false, argv);
  }

  @Test
  void operators_reach_the_verb_as_typed() {
    say("install legacy>=1.0 requests[socks] 'a b' <2\n");
    assertEquals(
        List.of("legacy>=1.0", "requests[socks]", "a b", "<2"),
        ((InstallRequest) world.asked.get(0)).words());
  }

  @Test
  void verbs_come_with_scope_without_and_with_the_programs_name() {
    say("uninstall a\nomnipkg:uninstall b\nomnipkg uninstall c");
    assertEquals(
        List.of(List.of("a"), List.of("b"), List.of("c")),
        world.asked.stream().map(one -> ((UninstallRequest) one).words()).toList());
  }

  @Test
  void options_of_the_shell_hold_for_its_lines_and_a_line_may_say_otherwise() {
    say("uninstall a\nuninstall b -e other\nomnipkg:uninstall c | count\n", "-e", "work");
    assertEquals(
        List.of("work", "other", "work"),
        world.asked.stream().map(one -> ((UninstallRequest) one).environment()).toList());
  }

  @Test
  void a_pipe_goes_through_gogo_and_finds_our_verb_first() {
    World.Ran ran = say("list | count\n");
    assertEquals("4 lines\n", ran.out());
    assertEquals(0, ran.code());
  }

  @Test
  void everything_else_is_gogos() {
    World.Ran ran = say("name = world\nshout $name\nfelix:list\n");
    assertEquals("world\nWORLD!\nnot ours\n", ran.out());
  }

  @Test
  void variables_reach_our_verbs() {
    World.Ran ran = say("x = 3.9\nuninstall $x\nuninstall b $nosuch\n");
    assertFalse(ran.err().contains("null"), ran.err());
    assertEquals(
        List.of(List.of("3.9"), List.of("b")),
        world.asked.stream().map(one -> ((UninstallRequest) one).words()).toList());
  }

  @Test
  void a_variable_that_is_not_set_is_no_word() {
    World.Ran ran = say("list $nosuch\nuninstall $nosuch\n");
    assertTrue(ran.out().startsWith("package "), ran.err());
    assertTrue(ran.err().contains("[usage.missing-argument]"), ran.err());
    assertEquals(List.of(), world.asked);
  }

  @Test
  void errors_do_not_end_the_shell() {
    World.Ran ran = say("fail\nnosuchcommand\ninstall nosuch\ninstall 'open\nshout a\n");
    assertEquals("A!\n", ran.out());
    assertTrue(ran.err().contains("that went wrong\n"), ran.err());
    assertTrue(ran.err().contains("nosuchcommand"), ran.err());
    assertTrue(ran.err().contains("[index.unknown-package]"), ran.err());
    assertTrue(ran.err().contains("[usage.open-quote]"), ran.err());
    assertEquals(0, ran.code());
  }

  @Test
  void a_misspelt_verb_is_suggested() {
    assertTrue(say("instal rich\n").err().contains("hint: did you mean `install`"));
  }

  @Test
  void the_last_line_gives_the_exit_code() {
    assertEquals(1, say("shout a\ninstall nosuch\n").code());
    assertEquals(2, say("frobnicate | count\nlist --frob").code());
    assertEquals(1, say("x = nosuch\ninstall $x\n").code());
    assertEquals(0, say("install nosuch\nshout a\n").code());
  }

  @Test
  void exit_ends_it_and_comments_and_empty_lines_are_nothing() {
    World.Ran ran = say("# a comment\n\n  \nshout a\r\nexit\nshout b\n");
    assertEquals("A!\n", ran.out());
  }

  @Test
  void help_is_the_help_page() {
    assertTrue(say("help\n").out().contains("Usage: omnipkg [OPTIONS] VERB"));
    assertTrue(say("help install\n").out().contains("Usage: omnipkg install"));
  }

  @Test
  void a_terminal_is_prompted_on_standard_error() {
    World.Ran ran =
        world.run(
            Map.of("NO_COLOR", "1"),
            new Terminal(true, true, true, 80, 24),
            "shout a\n",
            () -> false,
            "shell");
    assertEquals("A!\n", ran.out());
    assertEquals(
        "Verbs need no `omnipkg` here; `help` lists them, `exit` leaves.\n"
            + "omnipkg> omnipkg> \n",
        ran.err());
  }

  @Test
  void a_client_that_has_gone_ends_the_shell() {
    World.Ran ran = world.run(Map.of(), Terminal.NONE, "shout a\n", () -> true, "shell");
    assertEquals(130, ran.code());
    assertEquals("", ran.out());
  }

  @Test
  void exec_runs_as_a_child_with_its_own_exit_code() {
    world.executable = Optional.of(Path.of("/bin/sh"));
    World.Ran ran = say("exec sh -c 'echo out; echo err >&2; cat; exit 7'\n");
    assertEquals("out\n", ran.out());
    assertEquals("err\n", ran.err());
    assertEquals(7, ran.code());
  }

  @Test
  void a_command_that_cannot_be_started_is_126() {
    World.Ran ran = say("exec python\n");
    assertEquals(126, ran.code());
    assertTrue(ran.err().startsWith("omnipkg: cannot run python"), ran.err());
  }

  @Test
  void gogo_is_told_of_every_verb_and_each_is_a_method() throws Exception {
    Set<String> told = functions(GogoVerbs.class);
    Set<String> hyphenated = functions(ShellInitVerb.class);
    Set<String> methods = new TreeSet<>();
    for (Method method : GogoVerbs.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        methods.add(method.getName());
      }
    }
    assertEquals(told, methods);
    told.addAll(hyphenated);
    assertEquals(new TreeSet<>(Omnipkg.model().getSubcommands().keySet()), told);
  }

  private static Set<String> functions(Class<?> component) throws Exception {
    Set<String> functions = new TreeSet<>();
    NodeList values =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse("target/classes/OSGI-INF/" + component.getName() + ".xml")
            .getElementsByTagName("property");
    for (int i = 0; i < values.getLength(); i++) {
      Element property = (Element) values.item(i);
      if (property.getAttribute("name").equals("osgi.command.function")) {
        Stream.of(property.getAttribute("value"), property.getTextContent())
            .flatMap(String::lines)
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .forEach(functions::add);
      }
    }
    return functions;
  }
}
