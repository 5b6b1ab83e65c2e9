package org.omnipkg.ecosystem.python.internal.layout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Excerpts;
import org.omnipkg.tck.ExcerptsContract;

class WheelExcerptsContractTest extends ExcerptsContract {
  private static final String INFO = "brick-1.0.dist-info";
  private static final String NEED = "Requires-Dist: ";

  @Override
  protected Excerpts excerpts() {
    return new WheelExcerpts();
  }

  private static Artifact artifact(String filename, String format) {
    URI place = URI.create("https://files.example/" + filename);
    return new Artifact(filename, format, place, Map.of(), OptionalLong.empty(), Map.of());
  }

  @Override
  protected Artifact artifact() {
    return artifact("brick-1.0-py3-none-any.whl", "wheel");
  }

  @Override
  protected Artifact unreadable() {
    return artifact("brick-1.0.tar.gz", "sdist");
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Path info = Files.createDirectories(folder.resolve("lib/py/site-packages").resolve(INFO));
    Files.writeString(
        info.resolve("METADATA"),
        "Metadata-Version: 2.1\nName: brick\nVersion: 1.0\n" + NEED + "mortar>=2\n");
    Files.writeString(info.resolve("WHEEL"), "Wheel-Version: 1.0\n");
  }

  @Override
  protected Map<String, List<String>> facts() {
    return Map.of("dist-info", List.of(INFO));
  }

  @Override
  protected Map<String, List<String>> poorFacts() {
    return Map.of();
  }

  @Override
  protected List<String> needs() {
    return List.of("mortar>=2");
  }

  @Override
  protected List<String> read(byte[] excerpt) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(excerpt))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(INFO + "/METADATA")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(NEED))
              .map(line -> line.substring(NEED.length()))
              .toList();
        }
      }
    }
    return List.of();
  }
}
