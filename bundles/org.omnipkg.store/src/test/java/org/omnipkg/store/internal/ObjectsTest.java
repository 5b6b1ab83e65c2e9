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
import org.omnipkg.model.Digest;

class ObjectsTest {
  @Test
  void where_a_link_cannot_go_a_copy_does(@TempDir Path folder) throws IOException {
    Path other = Path.of("/dev/shm");
    Assumptions.assumeTrue(
        Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(folder)));
    Owner owner = new Owner(folder);
    Objects objects = new Objects(folder, new Staging(folder, owner), new Holds(folder, owner));
    Digest digest = objects.put("#!".getBytes(StandardCharsets.UTF_8), true);
    Path object = objects.find(digest, true).orElseThrow();
    Path name = Files.createTempDirectory(other, "omnipkg-test").resolve("copy");
    try {
      objects.link(object, name);
      assertEquals("#!", Files.readString(name));
      assertTrue(Files.isExecutable(name));
      assertEquals(Objects.AGE, Files.getLastModifiedTime(name));
      assertEquals("#!", Files.readString(object));
    } finally {
      Staging.delete(name.getParent());
    }
  }
}
