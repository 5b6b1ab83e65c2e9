package org.omnipkg.ecosystem.ruby.internal.layout;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.ruby.internal.spec.GemFile;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec.Need;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Excerpts;
import org.omnipkg.tck.ExcerptsContract;

class GemExcerptsContractTest extends ExcerptsContract {
  @Override
  protected Excerpts excerpts() {
    return new GemExcerpts();
  }

  @Override
  protected Artifact artifact() {
    return PlainGem.artifact("brick-1.0.gem", "");
  }

  @Override
  protected Artifact unreadable() {
    URI place = URI.create("https://files.example/brick-1.0.zip");
    return new Artifact("brick-1.0.zip", "zip", place, Map.of(), OptionalLong.empty(), Map.of());
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("gems/brick-1.0"));
  }

  @Override
  protected Map<String, List<String>> facts() {
    return Map.of(
        "gem", List.of("brick"), "version", List.of("1.0"), "needs", List.of("mortar", ">= 2"));
  }

  @Override
  protected Map<String, List<String>> poorFacts() {
    return Map.of();
  }

  @Override
  protected List<String> needs() {
    return List.of("mortar >= 2");
  }

  @Override
  protected List<String> read(byte[] excerpt) throws IOException {
    Path file = Files.write(temporary.resolve("excerpt.gem"), excerpt);
    return GemFile.spec(file).needs().stream()
        .filter(Need::running)
        .map(need -> need.name() + " " + need.range())
        .toList();
  }
}
