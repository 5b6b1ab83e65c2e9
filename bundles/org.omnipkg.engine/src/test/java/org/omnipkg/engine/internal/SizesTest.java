package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizesTest {
  @TempDir private Path folder;
  private final Sizes sizes = new Sizes();
  private Path shelf;
  private Path tree;
  private Path other;
  private Path object;
  private int asked;

  @BeforeEach
  void plant() throws IOException {
    shelf = Files.createDirectories(folder.resolve("shelf"));
    tree = Files.createDirectories(shelf.resolve("tree"));
    other = Files.createDirectories(shelf.resolve("other"));
    object = Files.writeString(folder.resolve("object"), "both");
    Files.createLink(tree.resolve("a"), object);
    Files.createLink(other.resolve("a"), object);
    settle();
  }

  /** As though the last tree had come long ago. */
  private void settle() throws IOException {
    Files.setLastModifiedTime(shelf, FileTime.fromMillis(1_000_000_000_000L + asked));
  }

  private Inodes.Size size() {
    return sizes.of(
        tree,
        () -> {
          asked++;
          return List.of(tree, other);
        });
  }

  @Test
  void the_other_trees_are_looked_at_once() {
    assertEquals(new Inodes.Size(1, 4, 4), size());
    assertEquals(new Inodes.Size(1, 4, 4), size());
    assertEquals(1, asked);
  }

  @Test
  void a_file_that_comes_to_the_tree_is_counted() throws IOException {
    size();
    Files.writeString(tree.resolve("bytecode"), "12345");
    assertEquals(new Inodes.Size(2, 9, 4), size());
  }

  @Test
  void a_name_that_goes_from_another_tree_and_comes_elsewhere_is_noticed() throws IOException {
    size();
    Files.delete(other.resolve("a"));
    Files.createLink(folder.resolve("in-an-environment"), object);
    assertEquals(new Inodes.Size(1, 4, 0), size());
    assertEquals(2, asked);
  }

  @Test
  void a_tree_that_comes_or_goes_makes_all_be_looked_at() throws IOException {
    size();
    settle();
    size();
    assertEquals(2, asked);
  }

  @Test
  void a_shelf_changed_this_moment_is_not_relied_on() throws IOException {
    Files.setLastModifiedTime(shelf, FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));
    size();
    size();
    assertEquals(2, asked);
  }
}
