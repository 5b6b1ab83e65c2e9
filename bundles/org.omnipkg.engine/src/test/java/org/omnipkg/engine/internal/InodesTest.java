package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InodesTest {
  @TempDir private Path folder;
  private Path tree;
  private Path other;

  @BeforeEach
  void plant() throws IOException {
    tree = Files.createDirectories(folder.resolve("tree/deep"));
    other = Files.createDirectories(folder.resolve("other"));
  }

  /** An object of the store with names in trees. */
  private void stored(String content, Path... names) throws IOException {
    Path object = Files.createTempFile(folder, "object", "");
    Files.writeString(object, content);
    for (Path name : names) {
      Files.createLink(name, object);
    }
  }

  private Inodes.Size size() {
    return Inodes.of(folder.resolve("tree"), List.of(folder.resolve("tree"), other));
  }

  @Test
  void what_is_in_one_tree_only_is_its_own() throws IOException {
    stored("alone", tree.resolve("a"));
    Files.writeString(tree.resolve("bytecode"), "123");
    stored("elsewhere", other.resolve("b"));
    assertEquals(new Inodes.Size(2, 8, 0), size());
  }

  @Test
  void what_another_tree_has_too_is_shared() throws IOException {
    stored("alone", tree.resolve("a"));
    stored("both", tree.resolve("b"), other.resolve("b"));
    assertEquals(new Inodes.Size(2, 9, 4), size());
  }

  @Test
  void links_of_an_environment_are_no_other_tree() throws IOException {
    Path environment = Files.createDirectories(folder.resolve("env"));
    stored("linked", tree.resolve("a"), environment.resolve("a"), environment.resolve("b"));
    assertEquals(new Inodes.Size(1, 6, 0), size());
  }

  @Test
  void a_file_twice_in_one_tree_is_shared_only_when_another_has_it() throws IOException {
    stored("twice", tree.resolve("a"), tree.resolve("b"));
    assertEquals(new Inodes.Size(2, 10, 0), size());
    stored("thrice", tree.resolve("c"), tree.resolve("d"), other.resolve("c"));
    assertEquals(new Inodes.Size(4, 22, 12), size());
  }

  @Test
  void equal_bytes_in_another_file_are_not_shared() throws IOException {
    stored("same", tree.resolve("a"));
    stored("same", other.resolve("a"));
    assertEquals(0, size().shared());
  }

  @Test
  void links_to_elsewhere_are_not_followed() throws IOException {
    Files.writeString(other.resolve("large"), "large");
    Files.createSymbolicLink(tree.resolve("link"), other);
    assertEquals(new Inodes.Size(0, 0, 0), size());
  }
}
