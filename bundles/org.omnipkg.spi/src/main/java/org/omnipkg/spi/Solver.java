package org.omnipkg.spi;

import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds a closure. A service with the properties {@link Ecosystem#ID} and {@link #NAME}. Never runs
 * a package's code: a release that exists only as source is a {@link
 * org.omnipkg.model.Wanting#BUILD}.
 */
@ConsumerType
public interface Solver {
  /** Service property: what {@code --resolver} names, e.g. {@code uv}. */
  String NAME = "omnipkg.solver";

  /** Value of {@link Ecosystem#ID} for a solver that serves every language. */
  String ANY = "*";

  /**
   * Chooses a version of every package that is needed, or says why there is no choice.
   *
   * @return never unsolvable while wantings are open
   * @throws java.util.concurrent.CancellationException when nobody waits any more
   */
  Outcome solve(Problem problem, Facts facts, Desk desk);
}
