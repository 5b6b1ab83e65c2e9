package org.omnipkg.engine.internal;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;

/** The source archive an artifact of ours was built from, kept among the artifact's facts. */
final class BuiltFrom {
  private static final String BUILT = "built";
  private static final String FILENAME = "source-filename";
  private static final String FORMAT = "source-format";
  private static final String LOCATION = "source-location";
  private static final String SHA256 = "source-sha256";

  private BuiltFrom() {}

  static Map<String, String> facts(Artifact archive, String sha256) {
    return Map.of(
        BUILT,
        "true",
        FILENAME,
        archive.filename(),
        FORMAT,
        archive.format(),
        LOCATION,
        archive.location().toString(),
        SHA256,
        sha256);
  }

  static boolean isBuilt(Artifact artifact) {
    return artifact.facts().getOrDefault(BUILT, "").equals("true");
  }

  /** Empty for what was built before this was kept. */
  static Optional<Artifact> archive(Artifact built) {
    Map<String, String> facts = built.facts();
    return isBuilt(built) && facts.containsKey(SHA256)
        ? Optional.of(
            new Artifact(
                facts.getOrDefault(FILENAME, ""),
                facts.getOrDefault(FORMAT, ""),
                URI.create(facts.getOrDefault(LOCATION, "")),
                Map.of("sha256", facts.get(SHA256)),
                OptionalLong.empty(),
                Map.of()))
        : Optional.empty();
  }
}
