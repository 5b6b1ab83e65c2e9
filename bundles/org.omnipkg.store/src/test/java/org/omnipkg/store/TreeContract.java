package org.omnipkg.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Tree;

/** What every {@link Store} promises about trees, besides. */
public abstract class TreeContract extends ObjectContract {
  static final String SHELF = "toy";
  static final Map<String, List<String>> FACTS = Map.of("commands", List.of("lay", "é"));

  Bubble wall(String key) throws IOException {
    return new Bubble(
        key,
        List.of(
            placed("lib/wall/brick", put("a brick"), false),
            placed("bin/lay", put("#!toy"), true),
            Placement.text("lib/RECORD", "two files, é\n", false)),
        FACTS);
  }

  @Test
  public void a_tree_holds_what_was_placed() throws IOException {
    Path path = store.makeTree(SHELF, wall("wall-1")).path();
    assertTrue(path.isAbsolute());
    assertEquals("a brick", Files.readString(path.resolve("lib/wall/brick")));
    assertEquals("two files, é\n", Files.readString(path.resolve("lib/RECORD")));
    assertTrue(Files.isExecutable(path.resolve("bin/lay")));
    assertFalse(Files.isSymbolicLink(path.resolve("bin/lay")));
    try (Stream<Path> all = Files.walk(path)) {
      assertEquals(3, all.filter(Files::isRegularFile).count());
    }
  }

  @Test
  public void a_tree_shares_its_files_with_the_objects() throws IOException {
    Path path = store.makeTree(SHELF, wall("wall-1")).path();
    Path object = store.object(put("a brick"), false).orElseThrow();
    assertTrue(Files.isSameFile(object, path.resolve("lib/wall/brick")));
  }

  @Test
  public void a_tree_keeps_its_facts() throws IOException {
    assertEquals(FACTS, store.makeTree(SHELF, wall("wall-1")).facts());
    assertEquals(FACTS, store.tree(SHELF, "wall-1").orElseThrow().facts());
  }

  @Test
  public void a_tree_is_found_again_after_a_restart() throws IOException {
    Tree tree = store.makeTree(SHELF, wall("wall-1"));
    Store again = open(root);
    assertEquals(Optional.of(tree), again.tree(SHELF, "wall-1"));
    assertEquals(List.of(tree), again.trees(SHELF));
  }

  @Test
  public void making_a_tree_again_gives_the_tree_that_is_there() throws IOException {
    Tree tree = store.makeTree(SHELF, wall("wall-1"));
    assertEquals(tree, store.makeTree(SHELF, wall("wall-1")));
  }

  Bubble unfinished() throws IOException {
    List<Placement> placements = new ArrayList<>(wall("wall-1").placements());
    Store elsewhere = open(temporary.resolve("elsewhere"));
    Digest missing = elsewhere.put(new ByteArrayInputStream(bytes("the last brick")), false);
    placements.add(placed("lib/wall/last", missing, false));
    return new Bubble("wall-1", placements, FACTS);
  }

  @Test
  public void a_tree_that_could_not_be_finished_is_not_there() throws IOException {
    Bubble bubble = unfinished();
    assertThrows(Refusal.class, () -> store.makeTree(SHELF, bubble));
    assertEquals(Optional.empty(), store.tree(SHELF, "wall-1"));
    assertEquals(List.of(), store.trees(SHELF));
    assertEquals(List.of(), open(root).trees(SHELF));
  }

  @Test
  public void a_tree_that_could_not_be_finished_can_be_made_later() throws IOException {
    Bubble bubble = unfinished();
    assertThrows(Refusal.class, () -> store.makeTree(SHELF, bubble));
    put("the last brick");
    Path path = store.makeTree(SHELF, bubble).path();
    assertEquals("the last brick", Files.readString(path.resolve("lib/wall/last")));
  }

  @Test
  public void many_threads_that_make_one_tree_agree() throws Exception {
    Bubble bubble = wall("wall-1");
    List<Tree> trees = together(4, () -> store.makeTree(SHELF, bubble));
    trees.forEach(tree -> assertEquals("wall-1", tree.key()));
    assertEquals(1, store.trees(SHELF).size());
  }

  @Test
  public void shelves_are_apart() throws IOException {
    store.makeTree(SHELF, wall("wall-1"));
    assertEquals(Optional.empty(), store.tree("other", "wall-1"));
    assertEquals(List.of(), store.trees("other"));
  }

  @Test
  public void a_removed_tree_is_gone() throws IOException {
    store.makeTree(SHELF, wall("wall-1"));
    store.removeTree(SHELF, "wall-1");
    assertEquals(Optional.empty(), store.tree(SHELF, "wall-1"));
    assertEquals(List.of(), store.trees(SHELF));
  }

  @Test
  public void removing_a_tree_leaves_its_objects() throws IOException {
    Digest digest = put("a brick");
    store.makeTree(SHELF, wall("wall-1"));
    store.removeTree(SHELF, "wall-1");
    assertTrue(store.object(digest, false).isPresent());
  }

  @Test
  public void removing_what_is_not_there_is_no_error() {
    assertDoesNotThrow(() -> store.removeTree(SHELF, "wall-1"));
  }

  @Test
  public void a_tree_keeps_what_it_was_made_of() throws IOException {
    Store.Origin origin =
        new Store.Origin(new Pin(new PackageName("toy", "wall"), "1"), "a".repeat(64));
    store.makeTree(SHELF, wall("wall-1"), origin);
    assertEquals(Optional.of(origin), store.tree(SHELF, "wall-1").orElseThrow().origin());
  }

  @Test
  public void a_damaged_tree_is_made_whole_when_it_is_looked_at() throws IOException {
    Path brick = store.makeTree(SHELF, wall("wall-1")).path().resolve("lib/wall/brick");
    Files.delete(brick);
    Files.writeString(brick, "crumbs");
    assertTrue(store.sound(SHELF, "wall-1").isPresent());
    assertEquals("a brick", Files.readString(brick));
  }

  @Test
  public void a_placement_outside_its_tree_is_refused() {
    for (String path : List.of("../x", "/x", "a//b", "a/./b", "a/../../x", "a/..", "")) {
      Bubble bubble = new Bubble("wall-1", List.of(Placement.text(path, "evil", false)), Map.of());
      assertThrows(Refusal.class, () -> store.makeTree(SHELF, bubble), path);
    }
  }

  @Test
  public void two_placements_at_one_place_are_refused() {
    Placement one = Placement.text("a/b", "one", false);
    Placement other = Placement.text("a/b", "other", false);
    Bubble bubble = new Bubble("wall-1", List.of(one, other), Map.of());
    assertThrows(Exception.class, () -> store.makeTree(SHELF, bubble));
  }

  @Test
  public void a_shelf_or_key_that_is_no_plain_name_is_refused() {
    for (String shelf : List.of("objects", "..", "a/b", "")) {
      assertThrows(Refusal.class, () -> store.tree(shelf, "wall-1"), shelf);
    }
    for (String key : List.of("..", "a/b", "", ".hidden", "a\\b")) {
      assertThrows(Refusal.class, () -> store.tree(SHELF, key), key);
    }
  }
}
