package org.example.omnipkg.maven;

import java.util.Optional;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.eclipse.aether.version.VersionConstraint;

/** Versions and ranges in Maven's order, by Maven's own library. */
record Range(VersionConstraint constraint) {
  private static final GenericVersionScheme SCHEME = new GenericVersionScheme();

  /** Empty when Maven cannot read it. */
  static Optional<Range> of(String text) {
    try {
      return Optional.of(new Range(SCHEME.parseVersionConstraint(text)));
    } catch (InvalidVersionSpecificationException e) {
      return Optional.empty();
    }
  }

  static Version version(String text) {
    try {
      return SCHEME.parseVersion(text);
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Whether it names one version, as a bare one does. */
  boolean isVersion() {
    return constraint.getRange() == null;
  }

  boolean admits(String version) {
    return isVersion()
        ? constraint.getVersion().toString().equals(version)
        : constraint.containsVersion(version(version));
  }
}
