package org.omnipkg.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Tree;

/**
 * What every {@link Store} promises, instances and holds included. Extend it and open one in a
 * folder.
 */
public abstract class StoreContract extends TreeContract {
  @Test
  public void a_hold_is_known_until_it_is_closed() {
    String name;
    try (Store.Hold hold = store.hold()) {
      name = hold.name();
      assertTrue(store.held(name));
    }
    assertFalse(store.held(name));
  }

  @Test
  public void every_hold_has_a_name_of_its_own() {
    try (Store.Hold one = store.hold();
        Store.Hold other = store.hold()) {
      assertNotEquals(one.name(), other.name());
      assertTrue(one.name().matches("[A-Za-z0-9._-]+"), one.name());
    }
  }

  private static Store.Instance instance(Map<String, String> links) {
    return new Store.Instance("wall-1", "in/wall", links);
  }

  private Tree instance(String key, Map<String, String> links) throws IOException {
    return store.makeInstance(store.makeTree(SHELF, wall("wall-1")), key, instance(links));
  }

  @Test
  public void an_instance_holds_its_bases_files_below_a_folder_and_its_links() throws IOException {
    instance("wall-b", Map.of());
    Path path = instance("wall-a", Map.of("in/@s/other", "../../../wall-b/in/wall")).path();
    assertEquals("a brick", Files.readString(path.resolve("in/wall/lib/wall/brick")));
    assertTrue(Files.isExecutable(path.resolve("in/wall/bin/lay")));
    Path link = path.resolve("in/@s/other");
    assertEquals("../../../wall-b/in/wall", Files.readSymbolicLink(link).toString());
    assertEquals("a brick", Files.readString(link.resolve("lib/wall/brick")));
  }

  @Test
  public void an_instance_shares_its_files_with_the_objects() throws IOException {
    Path path = instance("wall-a", Map.of()).path();
    Path object = store.object(put("a brick"), false).orElseThrow();
    assertTrue(Files.isSameFile(object, path.resolve("in/wall/lib/wall/brick")));
  }

  @Test
  public void an_instance_is_found_again_after_a_restart() throws IOException {
    Map<String, String> links = Map.of("in/own", "wall/lib");
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Tree tree = store.makeInstance(base, "wall-a", instance(links));
    assertEquals(Optional.of(instance(links)), tree.instance());
    assertEquals(base.facts(), tree.facts());
    assertEquals(Optional.of(tree), open(root).tree(SHELF, "wall-a"));
  }

  @Test
  public void making_an_instance_again_gives_the_one_that_is_there() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Store.Instance wanted = instance(Map.of("in/own", "wall/lib"));
    assertEquals(
        store.makeInstance(base, "wall-a", wanted), store.makeInstance(base, "wall-a", wanted));
  }

  @Test
  public void many_threads_that_make_one_instance_agree() throws Exception {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Store.Instance wanted = instance(Map.of("in/own", "wall/lib"));
    List<Tree> trees = together(4, () -> store.makeInstance(base, "wall-a", wanted));
    assertEquals(1, trees.stream().distinct().count());
    assertEquals(1, store.trees(SHELF).stream().filter(t -> t.instance().isPresent()).count());
  }

  @Test
  public void instances_may_lead_to_one_another() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Path one =
        store.makeInstance(base, "wall-a", instance(Map.of("in/b", "../../wall-b/in/wall"))).path();
    store.makeInstance(base, "wall-b", instance(Map.of("in/a", "../../wall-a/in/wall")));
    assertEquals("a brick", Files.readString(one.resolve("in/b/lib/wall/brick")));
  }

  @Test
  public void a_link_of_an_instance_that_could_lead_elsewhere_is_refused() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    for (String target :
        List.of(
            "/etc",
            "",
            ".",
            "../..",
            "../../..",
            "../../../other/wall-1",
            "../../../../x",
            "../../wall-b/../../x",
            "wall/../../x",
            "./wall",
            "wall//lib",
            "wall/lib/",
            "../../.hidden/x",
            "../../wall-1.json",
            "../..\\x/y",
            "x\ny")) {
      assertThrows(
          Refusal.class,
          () -> store.makeInstance(base, "wall-a", instance(Map.of("in/link", target))),
          target);
    }
    assertEquals(Optional.empty(), store.tree(SHELF, "wall-a"));
  }

  @Test
  public void a_link_of_an_instance_over_its_other_files_is_refused() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    for (Map<String, String> links :
        List.of(
            Map.of("in/wall", "x"),
            Map.of("in", "x"),
            Map.of("in/wall/bin/lay", "x"),
            Map.of("in/wall/bin/lay/x", "y"),
            Map.of("in/a", "x", "in/a/b", "y"),
            Map.of("../x", "y"),
            Map.of("in//x", "y"),
            Map.of("", "y"))) {
      assertThrows(
          Refusal.class,
          () -> store.makeInstance(base, "wall-a", instance(links)),
          links.toString());
    }
  }

  @Test
  public void a_damaged_instance_is_made_whole_when_it_is_looked_at() throws IOException {
    Path path = instance("wall-a", Map.of("in/own", "wall/lib")).path();
    Files.delete(path.resolve("in/own"));
    Files.createSymbolicLink(path.resolve("in/own"), Path.of("/etc"));
    Files.delete(path.resolve("in/wall/lib/wall/brick"));
    assertTrue(store.sound(SHELF, "wall-a").isPresent());
    assertEquals("a brick", Files.readString(path.resolve("in/own/wall/brick")));
  }

  @Test
  public void an_instance_needs_its_base_no_more() throws IOException {
    Path path = instance("wall-a", Map.of()).path();
    store.removeTree(SHELF, "wall-1");
    assertEquals("a brick", Files.readString(path.resolve("in/wall/lib/wall/brick")));
    assertTrue(store.sound(SHELF, "wall-a").isPresent());
  }

  @Test
  public void it_can_link_to_folders_beside_it() throws IOException {
    List<Path> before = files();
    assertTrue(store.reaches(temporary.resolve("not/there/yet")));
    assertEquals(before, files());
  }
}
