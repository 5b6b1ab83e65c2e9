package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;

class TarballsTest {
  @TempDir Path folder;

  private Path tarball(String manifest) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (String[] file :
        new String[][] {{"package/readme", "hello"}, {"package/package.json", manifest}}) {
      byte[] body = file[1].getBytes(StandardCharsets.UTF_8);
      byte[] header = new byte[512];
      System.arraycopy(file[0].getBytes(StandardCharsets.UTF_8), 0, header, 0, file[0].length());
      byte[] size = String.format("%011o", body.length).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(size, 0, header, 124, size.length);
      header[156] = '0';
      tar.write(header);
      tar.write(body);
      tar.write(new byte[(512 - body.length % 512) % 512]);
    }
    tar.write(new byte[1024]);
    Path file = folder.resolve("mine-1.0.0.tgz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(tar.toByteArray());
    }
    return file;
  }

  @Test
  void a_tarball_named_by_its_place_is_taken_from_there_with_all_it_needs() throws IOException {
    Path file =
        tarball("{\"name\": \"mine\", \"version\": \"1.0.0\", \"dependencies\": {\"b\": \"^1\"}}");
    SmallRegistry world = new SmallRegistry(folder).release("mine", "9.0.0").release("b", "1.0.0");
    assertEquals(Map.of("mine", "1.0.0", "b", "1.0.0"), world.tree("mine@file:" + file));
    Node node =
        world
            .solve("mine@file:" + file)
            .solved()
            .orElseThrow()
            .node("node_modules/mine")
            .orElseThrow();
    assertEquals(128, node.artifact().orElseThrow().hashes().get("sha512").length());
  }

  @Test
  void a_tarball_of_another_package_is_refused() throws IOException {
    Path file = tarball("{\"name\": \"other\", \"version\": \"1.0.0\"}");
    Refusal refusal =
        assertThrows(Refusal.class, () -> new SmallRegistry(folder).solve("mine@file:" + file));
    assertEquals("npm.identity", refusal.diagnostic().code());
  }

  @Test
  void a_file_that_is_not_there_or_no_tarball_is_refused() throws IOException {
    SmallRegistry world = new SmallRegistry(folder);
    Refusal absent =
        assertThrows(Refusal.class, () -> world.solve("a@file:" + folder.resolve("a.tgz")));
    assertEquals("requirement.file-unreadable", absent.diagnostic().code());
    Path file = Files.writeString(folder.resolve("b.tgz"), "no archive");
    assertThrows(Refusal.class, () -> world.solve("b@file:" + file));
  }
}
