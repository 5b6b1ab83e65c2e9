package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Target;

/**
 * Holds where a lock that has a gem at different versions for different platforms means this one:
 * the one of the variant that is closest to the target.
 */
record OnPlatform(String version, List<GemfileLock.Locked> variants) implements Condition {
  OnPlatform {
    variants = List.copyOf(variants);
  }

  /** What a lock says of one gem. */
  static List<Dependency> constraints(String gem, List<GemfileLock.Locked> variants, String file) {
    List<String> versions = variants.stream().map(GemfileLock.Locked::version).distinct().toList();
    List<Dependency> constraints = new ArrayList<>();
    for (String version : versions) {
      Condition when = versions.size() == 1 ? Condition.ALWAYS : new OnPlatform(version, variants);
      constraints.add(Placed.constraint(gem, GemRequirement.of("= " + version), when, file));
    }
    return constraints;
  }

  @Override
  public boolean holds(Target target) {
    return variants.stream()
        .filter(one -> Fit.fits(one.platform(), target))
        .min(Comparator.comparingInt(one -> Fit.distance(one.platform(), target)))
        .filter(one -> one.version().equals(version))
        .isPresent();
  }

  @Override
  public String toString() {
    return variants.stream()
        .filter(one -> one.version().equals(version))
        .map(one -> one.platform().isEmpty() ? "ruby" : one.platform())
        .collect(Collectors.joining(", ", "for ", ""));
  }
}
