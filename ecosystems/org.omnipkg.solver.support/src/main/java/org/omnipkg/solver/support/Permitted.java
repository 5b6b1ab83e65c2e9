package org.omnipkg.solver.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Facts;

/** The files that the digests of the requests allow. */
public final class Permitted {
  private Permitted() {}

  /** Those of a release: all, when no digest was given for its name. */
  public static List<Artifact> by(Problem problem, Release release) {
    return by(problem, release.pin().name(), release.artifacts());
  }

  static List<Artifact> by(Problem problem, PackageName name, List<Artifact> files) {
    List<String> hashes = problem.hashes().getOrDefault(name, List.of());
    return hashes.isEmpty()
        ? files
        : files.stream()
            .filter(
                file ->
                    file.hashes().entrySet().stream()
                        .map(hash -> hash.getKey() + ":" + hash.getValue())
                        .anyMatch(hash -> hashes.contains(hash.toLowerCase(Locale.ROOT))))
            .toList();
  }

  /**
   * Constraints that leave of every name with digests only releases that have a file of one; none
   * for a name of which nothing is left, so that it is refused by its digest in the end.
   */
  static List<String> constraints(Problem problem, Facts facts) {
    List<String> lines = new ArrayList<>();
    for (PackageName name : problem.hashes().keySet()) {
      Listing listing = facts.releases(name);
      List<String> out = new ArrayList<>();
      for (Release release : listing.releases()) {
        boolean stated = release.artifacts().stream().anyMatch(file -> !file.hashes().isEmpty());
        if (stated && by(problem, release).isEmpty()) {
          out.add("!=" + release.pin().version());
        }
      }
      if (!out.isEmpty() && out.size() < listing.releases().size()) {
        lines.add(name.name() + String.join(",", out));
      }
    }
    lines.sort(null);
    return lines;
  }
}
