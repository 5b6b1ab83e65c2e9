package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Optional;

/**
 * One change of an environment, before its runtime and closure are known.
 *
 * @param runtime asked for by version
 * @param prefer whether the versions that are here are preferred
 * @param stay whether a version that is replaced stays here beside the new one
 * @param particular whether the command line says where to look or who chooses, so that the answer
 *     may be another than what is here
 * @param command the words, for the history
 */
record Change(
    String environment,
    Words words,
    Optional<String> runtime,
    Optional<String> resolver,
    boolean prereleases,
    boolean prefer,
    boolean stay,
    boolean particular,
    boolean dryRun,
    List<String> command) {
  Change {
    command = List.copyOf(command);
  }

  /** Whether what is here may answer in the solver's place. */
  boolean restsOnWhatIsHere() {
    return prefer && words.constraints().isEmpty() && words.hashes().isEmpty();
  }
}
