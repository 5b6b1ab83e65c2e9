package org.omnipkg.resolve.internal.house;

import java.util.Optional;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Pin;

/** Why some terms cannot all hold. */
interface Reason {
  /** Concluded from two others. */
  record Concluded(Clause one, Clause other) implements Reason {}

  /** A request of the user. */
  record Asked(Dependency demand) implements Reason {}

  /** A constraint of the user. */
  record Restricted(Dependency demand) implements Reason {}

  /**
   * What releases of a package declare.
   *
   * @param feature under which they declare it
   * @param known whether a source knows what it is declared of
   * @param guess a release whose declaration only a build can confirm
   */
  record Declared(
      Candidates by, String feature, Dependency demand, boolean known, Optional<Pin> guess)
      implements Reason {}

  /** Releases that nothing can be done with; no words when no file of theirs fits. */
  record Unfit(Candidates of, String why) implements Reason {}

  /** Releases that would have to be built, and may not yet. */
  record Unbuilt(Candidates of) implements Reason {}
}
