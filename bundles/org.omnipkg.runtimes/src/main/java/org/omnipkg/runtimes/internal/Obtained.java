package org.omnipkg.runtimes.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.spi.RuntimeSource.Candidate;

/**
 * A runtime of ours on disk. It describes itself, so a lost register loses none of them.
 *
 * @param home its folder, which has its name only when it is complete
 */
record Obtained(Path home, Card card) {
  static final String CARD = "omnipkg-runtime.json";

  /**
   * What lies in the folder beside the runtime.
   *
   * @param probe its executable, below the home
   * @param environment variables it needs, filled in
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Card(
      String ecosystem,
      String version,
      String sha256,
      String probe,
      @Nullable Map<String, String> environment) {}

  static List<Obtained> all(Path folder, ObjectMapper json) throws IOException {
    List<Obtained> found = new ArrayList<>();
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(folder)) {
      for (Path home : homes) {
        if (!home.toString().endsWith(Staging.SUFFIX)) {
          at(home, json).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  static Optional<Obtained> at(Path home, ObjectMapper json) {
    Path card = home.resolve(CARD);
    if (!Files.isRegularFile(card)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Obtained(home, json.readValue(card.toFile(), Card.class)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Candidate candidate() {
    Map<String, String> environment =
        card.environment() == null ? Map.of() : new TreeMap<>(card.environment());
    return new Candidate(home.resolve(card.probe()), "omnipkg", environment);
  }
}
