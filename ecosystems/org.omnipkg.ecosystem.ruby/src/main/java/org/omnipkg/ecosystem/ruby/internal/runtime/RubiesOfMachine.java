package org.omnipkg.ecosystem.ruby.internal.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.spi.RuntimeSource.Candidate;

/** Rubies that lie on the machine, for work beside environments. */
public final class RubiesOfMachine {
  private RubiesOfMachine() {}

  /** Executables, by the variables of the one who asks. */
  public static List<Path> seenBy(Map<String, String> environment) {
    return Whereabouts.of(environment).all().stream().map(Candidate::executable).toList();
  }
}
