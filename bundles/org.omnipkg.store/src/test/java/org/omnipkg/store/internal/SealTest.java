package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Removal;

class SealTest {
  private static final String CACHE = "lib/package/__pycache__";

  @TempDir private Path folder;
  private Path tree;
  private Path code;

  @BeforeEach
  void seal() throws IOException {
    tree = folder.resolve("tree");
    code = tree.resolve("lib/package/code.py");
    Files.createDirectories(code.getParent());
    Files.writeString(code, "x = 1\n");
    Files.setLastModifiedTime(code, Objects.AGE);
    Seal.close(tree, List.of(CACHE));
  }

  @AfterEach
  void a_sealed_tree_can_be_deleted() throws IOException {
    Removal.of(tree);
    assertFalse(Files.exists(tree));
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve(path)));
  }

  @Test
  void folders_are_closed_but_for_the_top_and_the_caches() throws IOException {
    assertEquals("r-xr-xr-x", mode("lib"));
    assertEquals("r-xr-xr-x", mode("lib/package"));
    assertTrue(Files.getPosixFilePermissions(tree).toString().contains("OWNER_WRITE"));
    assertTrue(
        Files.getPosixFilePermissions(tree.resolve(CACHE)).toString().contains("OWNER_WRITE"));
  }

  @Test
  void bytecode_in_a_cache_is_no_harm() throws IOException {
    Files.writeString(tree.resolve(CACHE).resolve("code.pyc"), "bytes");
    assertTrue(Seal.holds(tree));
  }

  @Test
  void a_write_in_place_shows() throws IOException {
    assertTrue(Seal.holds(tree));
    code.toFile().setWritable(true);
    Files.writeString(code, "x = 2\n");
    assertFalse(Seal.holds(tree));
  }

  @Test
  void a_stranger_among_the_files_shows() throws IOException {
    code.getParent().toFile().setWritable(true);
    Files.writeString(code.resolveSibling("data.txt"), "x");
    Files.setPosixFilePermissions(code.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
    assertFalse(Seal.holds(tree));
  }

  @Test
  void a_file_that_went_shows() throws IOException {
    code.getParent().toFile().setWritable(true);
    Files.delete(code);
    Files.setPosixFilePermissions(code.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
    assertFalse(Seal.holds(tree));
    assertFalse(Seal.holdsFolder(code.getParent()));
  }

  @Test
  void strangers_are_what_is_not_meant_to_be_there() throws IOException {
    Files.writeString(tree.resolve(CACHE).resolve("code.pyc"), "bytes");
    code.getParent().toFile().setWritable(true);
    Path data = Files.writeString(code.resolveSibling("data.txt"), "x");
    Files.setPosixFilePermissions(code.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
    assertEquals(List.of(data), Seal.strangers(tree, java.util.Set.of("lib/package/code.py")));
    Seal.ageAll(tree);
    assertTrue(Seal.holdsFolder(code.getParent()));
  }
}
