package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;

class WheelExcerptsTest {
  private static final Map<String, List<String>> FACTS =
      Map.of("dist-info", List.of("demo-1.0.dist-info"));
  @TempDir private Path tree;

  private static Artifact artifact(String format) {
    return new Artifact(
        "demo-1.0-py3-none-any.whl",
        format,
        URI.create("https://files.example/demo"),
        Map.of(),
        OptionalLong.empty(),
        Map.of());
  }

  private Path distInfo() throws Exception {
    return Files.createDirectories(tree.resolve("lib/py/site-packages/demo-1.0.dist-info"));
  }

  private Optional<byte[]> excerpt(String format) {
    return new WheelExcerpts().of(artifact(format), tree, FACTS);
  }

  @Test
  void it_declares_what_the_tree_does_and_carries_nothing_of_it() throws Exception {
    byte[] metadata = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n".getBytes();
    Files.write(distInfo().resolve("METADATA"), metadata);
    Files.writeString(distInfo().resolve("WHEEL"), "Wheel-Version: 1.0\n");
    Files.writeString(distInfo().resolveSibling("demo.py"), "print(1)");
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(excerpt("wheel").orElseThrow()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().endsWith("METADATA")) {
          assertArrayEquals(metadata, zip.readAllBytes());
        }
      }
    }
    assertEquals(
        List.of(
            "demo-1.0.dist-info/METADATA", "demo-1.0.dist-info/WHEEL", "demo-1.0.dist-info/RECORD"),
        names);
  }

  @Test
  void a_tree_that_lost_its_metadata_or_was_no_wheel_tells_nothing() throws Exception {
    Files.writeString(distInfo().resolve("WHEEL"), "Wheel-Version: 1.0\n");
    assertEquals(Optional.empty(), excerpt("wheel"));
    Files.writeString(distInfo().resolve("METADATA"), "Name: demo\n");
    assertEquals(Optional.empty(), excerpt("sdist"));
  }
}
