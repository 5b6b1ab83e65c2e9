package org.omnipkg.ecosystem.go.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.BareDesk;
import org.omnipkg.spi.Finisher.Job;
import org.omnipkg.spi.Finisher.Need;

class CommandFinisherTest {
  private static final String PATH = "example.com/door";

  private static Optional<Need> need(String version, String... folders) {
    ModuleFacts facts =
        new ModuleFacts(
            PATH, "v1.2.0", "Zip=", "Mod=", List.of(), List.of(".", "cmd/bell"), List.of());
    return need(facts, version, folders);
  }

  private static Optional<Need> need(ModuleFacts facts, String version, String... folders) {
    return new CommandFinisher().need(node(folders), facts.facts(), target(version));
  }

  private static Target target(String version) {
    Path home = Path.of("/toolchain");
    return new Target(
        new Platform("linux", "x86_64", "glibc", "2.36"),
        List.of(new Runtime("go", "gc", version, home.resolve("bin/go"), home, "path", Map.of())));
  }

  private static Node node(String... folders) {
    return new Node(
        "go:" + PATH,
        new Pin(new PackageName("go", PATH), "v1.2.0"),
        Optional.empty(),
        Set.of(folders),
        "default");
  }

  @Test
  void a_command_that_needs_its_own_replacements_is_refused_and_its_module_is_a_library() {
    ModuleFacts facts =
        new ModuleFacts(
            PATH, "v1.2.0", "Zip=", "Mod=", List.of(), List.of(".", "cmd/bell"), List.of("x.y/z"));
    Refusal refusal = assertThrows(Refusal.class, () -> need(facts, "1.22.5", "cmd/bell"));
    assertEquals("build.replaced", refusal.diagnostic().code());
    assertEquals(List.of("it replaces x.y/z"), refusal.diagnostic().details());
    assertEquals(Optional.empty(), need(facts, "1.22.5", "."));
  }

  @Test
  void a_command_that_is_left_out_for_its_replacements_is_told() {
    List<String> replaced = List.of("a.b/c", "d.e/f", "g.h/i", "j.k/l");
    ModuleFacts facts =
        new ModuleFacts(PATH, "v1.2.0", "Zip=", "Mod=", List.of(), List.of("."), replaced);
    CommandFinisher finisher = new CommandFinisher();
    assertEquals(
        Optional.of(
            "brings no command, as `go install` would refuse it too: its go.mod replaces a.b/c,"
                + " d.e/f, g.h/i and 1 more"),
        finisher.undone(node("."), facts.facts(), target("1.22.5")));
    assertEquals(Optional.empty(), finisher.undone(node(), facts.facts(), target("1.22.5")));
    ModuleFacts library =
        new ModuleFacts(PATH, "v1.2.0", "Zip=", "Mod=", List.of(), List.of(), replaced);
    assertEquals(Optional.empty(), finisher.undone(node("."), library.facts(), target("1.22.5")));
  }

  @Test
  void a_module_nobody_asked_for_is_not_built() {
    assertEquals(Optional.empty(), need("1.22.5"));
  }

  @Test
  void a_command_holds_the_modules_it_was_built_with() {
    Need need = need("1.22.5", ".").orElseThrow();
    assertTrue(need.closed());
    assertEquals("it brings door", need.reason());
  }

  @Test
  void another_toolchain_or_another_command_is_another_outcome() {
    String key = need("1.22.5", ".").orElseThrow().key();
    assertEquals(key, need("1.22.5", ".").orElseThrow().key());
    assertNotEquals(key, need("1.23.0", ".").orElseThrow().key());
    assertNotEquals(key, need("1.22.5", ".", "cmd/bell").orElseThrow().key());
  }

  private static void finish(Path work, String... folders) {
    Job job = new Job(node(folders), work, work, Map.of(), target("1.22.5"));
    BareDesk desk = () -> work;
    new CommandFinisher().finish(job, desk);
  }

  @Test
  void a_package_that_is_a_library_needs_no_building(@TempDir Path work) throws IOException {
    Path folder = Files.createDirectories(work.resolve("ring/tone"));
    Files.writeString(folder.resolve("tone.go"), "package tone\n");
    finish(work, "ring/tone");
    assertEquals(
        "packages of it are asked for", need("1.22.5", "ring/tone").orElseThrow().reason());
    assertEquals("it brings bell", need("1.22.5", "ring/tone", "cmd/bell").orElseThrow().reason());
  }

  @Test
  void a_package_that_its_module_does_not_have_is_refused(@TempDir Path work) throws IOException {
    Files.createDirectories(work.resolve("docs"));
    for (String folder : List.of("v2", "docs")) {
      Refusal refusal = assertThrows(Refusal.class, () -> finish(work, folder));
      assertEquals("resolve.unknown-package", refusal.diagnostic().code());
      assertEquals("`go:" + PATH + "` is the whole module", refusal.diagnostic().hint());
    }
  }
}
