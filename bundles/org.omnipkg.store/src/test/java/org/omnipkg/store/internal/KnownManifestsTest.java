package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Digest;
import org.omnipkg.store.Upkeep.Item;

class KnownManifestsTest {
  private static final Item ONE = new Item("a", new Digest("0".repeat(64), 1), false);
  private static final Item TWO = new Item("b/c", new Digest("1".repeat(64), 2), true);
  @TempDir private Path folder;
  private final KnownManifests manifests = new KnownManifests();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("tree.files");
    Files.write(file, Manifest.text(List.of(ONE)));
  }

  @Test
  void a_list_that_looks_the_same_is_read_once() throws IOException {
    assertEquals(Optional.of(List.of(ONE)), manifests.read(file));
    assertSame(manifests.read(file).orElseThrow(), manifests.read(file).orElseThrow());
  }

  @Test
  void another_list_is_read_and_one_cut_short_or_gone_is_none() throws IOException {
    manifests.read(file);
    Files.write(file, Manifest.text(List.of(ONE, TWO)));
    assertEquals(Optional.of(List.of(ONE, TWO)), manifests.read(file));
    Files.writeString(file, "00");
    assertEquals(Optional.empty(), manifests.read(file));
    Files.delete(file);
    assertEquals(Optional.empty(), manifests.read(file));
  }
}
