package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Progress;
import org.omnipkg.store.Store;

/** Trees made of trees, looked after for years. */
class InstancesTest {
  @TempDir Path root;
  private DiskStore store;

  @BeforeEach
  void open() {
    store = new DiskStore(root);
  }

  private Store.Tree base(String name) throws IOException {
    return store.makeTree(
        "node", new Bubble(name, List.of(Placement.text("lib/main.js", name, false)), Map.of()));
  }

  private Store.Tree instance(String name, String... leadsTo) throws IOException {
    Map<String, String> links = new java.util.HashMap<>();
    for (String other : leadsTo) {
      links.put("node_modules/" + other, "../../" + other + "-i/node_modules/" + other);
    }
    return store.makeInstance(
        base(name), name + "-i", new Store.Instance(name, "node_modules/" + name, links));
  }

  private List<String> flaws() {
    return store.verify(Progress.SILENT).stream()
        .map(flaw -> flaw.tree() + " " + flaw.subject() + " " + flaw.text())
        .sorted()
        .toList();
  }

  private Set<String> left() {
    return store.trees().stream().map(Store.Tree::key).collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void a_kept_instance_keeps_its_base_and_all_it_leads_to() throws IOException {
    instance("a", "b");
    instance("b", "c", "a");
    instance("c");
    instance("d", "a");
    store.collect(() -> Set.of("node/a-i"), false, Progress.SILENT);
    assertEquals(Set.of("a", "a-i", "b", "b-i", "c", "c-i"), left());
    assertEquals(List.of(), flaws());
    store.collect(() -> Set.of("node/c"), false, Progress.SILENT);
    assertEquals(Set.of("c"), left());
    assertEquals(1, store.stock().objects());
  }

  @Test
  void a_held_instance_keeps_what_it_leads_to_as_well() throws IOException {
    instance("a", "b");
    instance("b");
    try (Store.Hold hold = store.hold()) {
      hold.keep("node", List.of("a-i", "nothing"));
      store.collect(Set::of, false, Progress.SILENT);
      assertEquals(Set.of("a", "a-i", "b", "b-i"), left());
    }
    store.collect(Set::of, false, Progress.SILENT);
    assertEquals(Set.of(), left());
  }

  @Test
  void whatever_is_wrong_with_a_link_is_found_and_mended() throws IOException {
    instance("b");
    Path folder = instance("a", "b").path().resolve("node_modules");
    assertEquals(List.of(), flaws());
    Seal.open(folder);
    Files.delete(folder.resolve("b"));
    assertEquals(List.of("node/a-i node_modules/b does not lead where it should"), flaws());
    Files.createSymbolicLink(folder.resolve("b"), Path.of("/etc"));
    Files.createSymbolicLink(folder.resolve("evil"), Path.of("/etc"));
    assertEquals(
        List.of(
            "node/a-i node_modules/b does not lead where it should",
            "node/a-i node_modules/evil does not belong there"),
        flaws());
    Seal.shut(folder);
    assertEquals(List.of(), store.mend("node", "a-i"));
    assertEquals(List.of(), flaws());
    assertEquals("b", Files.readString(folder.resolve("b/lib/main.js")));
    assertTrue(store.untouched(store.tree("node", "a-i").orElseThrow()));
  }

  @Test
  void a_folder_in_the_place_of_a_link_is_moved_away() throws IOException {
    instance("b");
    Path folder = instance("a", "b").path().resolve("node_modules");
    Seal.open(folder);
    Files.delete(folder.resolve("b"));
    Files.createDirectories(folder.resolve("b/mine"));
    Seal.shut(folder);
    assertTrue(store.sound("node", "a-i").isPresent());
    assertTrue(Files.isSymbolicLink(folder.resolve("b")));
    assertEquals(List.of(), flaws());
  }

  @Test
  void an_instance_made_anew_with_other_links_has_those_alone() throws IOException {
    instance("a", "b");
    Path path = instance("a", "c").path();
    assertFalse(
        Files.exists(path.resolve("node_modules/b"), java.nio.file.LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.isSymbolicLink(path.resolve("node_modules/c")));
    assertEquals(List.of(), flaws());
  }

  @Test
  void an_instance_whose_base_lost_its_bytes_is_not_made() throws IOException {
    Store.Tree base = base("a");
    Files.delete(
        store.object(store.items("node", "a").orElseThrow().get(0).digest(), false).orElseThrow());
    org.junit.jupiter.api.Assertions.assertThrows(
        org.omnipkg.model.Refusal.class,
        () -> store.makeInstance(base, "a-i", new Store.Instance("a", "x", Map.of())));
    assertEquals(Set.of("a"), left());
    assertEquals(List.of(), Sweep.list(root.resolve("staging")));
  }
}
