package org.omnipkg.ecosystem.node.internal.layout;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Artifact;

/** Which of several files of one release is taken: the one with the strongest digest. */
final class Tarball {
  private static final List<String> STRONGEST = List.of("sha512", "sha384", "sha256", "sha1");

  private Tarball() {}

  static Optional<Artifact> best(List<Artifact> files) {
    return files.stream()
        .filter(file -> file.format().equals("npm"))
        .min(
            Comparator.comparingInt(Tarball::strength)
                .thenComparing(Artifact::filename)
                .thenComparing(file -> file.location().toString()));
  }

  private static int strength(Artifact file) {
    for (int i = 0; i < STRONGEST.size(); i++) {
      if (file.hashes().containsKey(STRONGEST.get(i))) {
        return i;
      }
    }
    return STRONGEST.size();
  }
}
