package org.omnipkg.model;

import java.util.List;
import java.util.Optional;

/** Where a resolution is to run: a platform and at most one runtime per language. */
public record Target(Platform platform, List<Runtime> runtimes) {
  public Target {
    runtimes = List.copyOf(runtimes);
  }

  public Optional<Runtime> runtime(String ecosystem) {
    return runtimes.stream().filter(r -> r.ecosystem().equals(ecosystem)).findFirst();
  }
}
