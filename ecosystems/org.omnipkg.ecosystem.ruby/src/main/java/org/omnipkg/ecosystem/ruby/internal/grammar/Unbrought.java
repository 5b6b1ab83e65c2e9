package org.omnipkg.ecosystem.ruby.internal.grammar;

import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Target;

/**
 * Holds where the runtime brings no bundler, or one the range does not take. As with bundler
 * itself, the one that runs counts.
 */
record Unbrought(String range) implements Condition {
  /** Fact of a runtime: the version of the bundler it brings, or empty. */
  static final String BUNDLER = "bundler_version";

  @Override
  public boolean holds(Target target) {
    String brought = target.runtime(RubyGrammar.ID).map(r -> r.fact(BUNDLER)).orElse("");
    return !GemVersion.valid(brought) || !GemRequirement.of(range).admits(GemVersion.of(brought));
  }

  @Override
  public String toString() {
    return "unless the runtime brings it";
  }
}
