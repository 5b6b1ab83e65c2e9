package org.omnipkg.model;

import java.util.List;
import java.util.Optional;

/** Where a resolution is to run: a platform and at most one runtime per language. */
public record Target(Platform platform, List<Runtime> runtimes) {
  public Target {
    runtimes = List.copyOf(runtimes);
  }

  /** The runtime of a language, if one was chosen. */
  public Optional<Runtime> runtime(String ecosystem) {
    for (Runtime runtime : runtimes) {
      if (runtime.ecosystem().equals(ecosystem)) {
        return Optional.of(runtime);
      }
    }
    return Optional.empty();
  }
}
