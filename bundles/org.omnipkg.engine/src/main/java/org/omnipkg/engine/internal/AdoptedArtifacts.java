package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Artifacts made of what others installed, kept by their digest ({@code store/adopted/}) since no
 * index may have them: later solves are given them again.
 */
@Component(service = AdoptedArtifacts.class)
public final class AdoptedArtifacts {
  static final String SOURCE = "adopted";

  /** Fact of an artifact that solvers turn into its node's source. */
  private static final String ORIGIN = "origin";

  private final Places places;

  @Activate
  public AdoptedArtifacts(@Reference Places places) {
    this.places = places;
  }

  /** Makes an artifact in a folder. */
  interface Making {
    Artifact into(Path folder);
  }

  Artifact keep(Making making, HouseDesk desk) {
    try {
      Path work = Files.createTempDirectory(desk.scratch(), SOURCE);
      try {
        Artifact made = making.into(work);
        String sha256 = made.hashes().getOrDefault("sha256", "");
        desk.hold().keep(SOURCE, sha256);
        Path folder = Files.createDirectories(places.store().resolve(SOURCE).resolve(sha256));
        Path kept = folder.resolve(made.filename());
        if (Files.notExists(kept)) {
          Path staged = Files.createTempFile(folder, "adopted", ".tmp");
          Files.copy(Path.of(made.location()), staged, StandardCopyOption.REPLACE_EXISTING);
          Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Artifact(
            made.filename(), made.format(), kept.toUri(), made.hashes(), made.size(), made.facts());
      } finally {
        Removal.of(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those among a state's packages that are still at hand. */
  Map<Pin, Artifact> of(List<Node> nodes) {
    Map<Pin, Artifact> known = new HashMap<>();
    for (Node node : nodes) {
      if (node.source().equals(SOURCE)
          && node.artifact().isPresent()
          && isHere(node.artifact().get())) {
        known.put(node.pin(), node.artifact().get());
      }
    }
    return known;
  }

  /** What is kept of a digest. */
  Optional<Artifact> known(Artifact file) {
    Path kept =
        places
            .store()
            .resolve(SOURCE)
            .resolve(file.hashes().getOrDefault("sha256", "none"))
            .resolve(file.filename());
    return Files.isRegularFile(kept)
        ? Optional.of(
            new Artifact(
                file.filename(),
                file.format(),
                kept.toUri(),
                file.hashes(),
                file.size(),
                Map.of(ORIGIN, SOURCE)))
        : Optional.empty();
  }

  private static boolean isHere(Artifact artifact) {
    return "file".equals(artifact.location().getScheme())
        && Files.exists(Path.of(artifact.location()));
  }
}
