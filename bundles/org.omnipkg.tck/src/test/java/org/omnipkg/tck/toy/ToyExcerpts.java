package org.omnipkg.tck.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Excerpts;

/** The file of needs, which is all that a reader of toys looks at. */
public final class ToyExcerpts implements Excerpts {
  @Override
  public Optional<byte[]> of(Artifact artifact, Path tree, Map<String, List<String>> facts) {
    List<String> needs = facts.getOrDefault("needs", List.of());
    if (needs.isEmpty() || !artifact.format().equals("toy")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(tree.resolve(needs.get(0))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
