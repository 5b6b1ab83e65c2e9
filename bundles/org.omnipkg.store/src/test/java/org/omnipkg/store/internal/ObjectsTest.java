package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Digest;

class ObjectsTest {
  @Test
  void where_a_link_cannot_go_a_copy_does(@TempDir Path folder) throws IOException {
    Path other = Path.of("/dev/shm");
    Assumptions.assumeTrue(
        Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(folder)));
    Owner owner = new Owner(folder);
    Staging staging = new Staging(folder, owner);
    Objects objects = new Objects(folder, staging, new Holds(folder, owner));
    Digest digest = new Deposit(objects, staging).put("#!".getBytes(StandardCharsets.UTF_8), true);
    Path object = objects.find(digest, true).orElseThrow();
    Path name = Files.createTempDirectory(other, "omnipkg-test").resolve("copy");
    try {
      objects.link(object, name);
      assertEquals("#!", Files.readString(name));
      assertTrue(Files.isExecutable(name));
      assertEquals(Objects.AGE, Files.getLastModifiedTime(name));
      assertEquals("#!", Files.readString(object));
    } finally {
      Removal.of(name.getParent());
    }
  }

  @Test
  void more_links_than_an_inode_can_have_are_made_of_copies(@TempDir Path folder)
      throws IOException {
    Owner owner = new Owner(folder);
    Staging staging = new Staging(folder, owner);
    Objects objects = new Objects(folder, staging, new Holds(folder, owner));
    Digest digest =
        new Deposit(objects, staging)
            .put("the same everywhere".getBytes(StandardCharsets.UTF_8), false);
    Path names = Files.createDirectory(folder.resolve("names"));
    int trees = 65_001; // One more than ext4 allows.
    for (int i = 0; i < trees; i++) {
      objects.link(objects.find(digest, false).orElseThrow(), names.resolve("n" + i));
    }
    assertEquals("the same everywhere", Files.readString(names.resolve("n0")));
    assertEquals("the same everywhere", Files.readString(names.resolve("n65000")));
    Path object = objects.find(digest, false).orElseThrow();
    assertEquals(Objects.AGE, Files.getLastModifiedTime(names.resolve("n65000")));
    assertTrue(Files.isSameFile(object, names.resolve("n65000")), "later trees share the copy");
  }
}
