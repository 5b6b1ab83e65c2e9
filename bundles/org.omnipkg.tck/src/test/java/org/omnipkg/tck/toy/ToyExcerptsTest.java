package org.omnipkg.tck.toy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Excerpts;
import org.omnipkg.tck.ExcerptsContract;

public class ToyExcerptsTest extends ExcerptsContract {
  @Override
  protected Excerpts excerpts() {
    return new ToyExcerpts();
  }

  @Override
  protected Artifact artifact() {
    return ToyLayoutTest.artifact("brick-3.toy");
  }

  @Override
  protected Artifact unreadable() {
    URI place = URI.create("https://index.example/toys/brick-3.clay");
    return new Artifact("brick-3.clay", "clay", place, Map.of(), OptionalLong.empty(), Map.of());
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Files.writeString(folder.resolve("needs.txt"), "mortar>=2\nsand\n");
  }

  @Override
  protected Map<String, List<String>> facts() {
    return Map.of("needs", List.of("needs.txt"));
  }

  @Override
  protected Map<String, List<String>> poorFacts() {
    return Map.of();
  }

  @Override
  protected List<String> needs() {
    return List.of("mortar>=2", "sand");
  }

  @Override
  protected List<String> read(byte[] excerpt) {
    return new String(excerpt, StandardCharsets.UTF_8).lines().toList();
  }
}
