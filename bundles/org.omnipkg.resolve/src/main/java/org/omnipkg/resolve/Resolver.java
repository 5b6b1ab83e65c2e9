package org.omnipkg.resolve;

import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;
import org.osgi.annotation.versioning.ProviderType;

/** Runs a solver over cached facts. */
@ProviderType
public interface Resolver {
  /**
   * Facts for one request, with their own pool for fetching ahead; close when done. Sessions on the
   * same desk share the listings they have read.
   */
  Session open(Ecosystem ecosystem, Desk desk);

  /**
   * Says for people why there is no solution, naming both sides of the quarrel.
   *
   * @param origins where a root was asked for, by its text: {@code word 2}, {@code requirements.txt
   *     line 4}; roots that are not in it are told without
   */
  Diagnostic explain(Derivation why, Problem problem, Map<String, String> origins);

  /** Facts that end with the request. */
  interface Session extends Facts, AutoCloseable {
    /**
     * Solves.
     *
     * @throws org.omnipkg.model.Refusal what the solver and the indexes refuse; {@code
     *     resolve.build-does-not-fit} when a built artifact is wanted again; {@code
     *     ecosystem.updated} when a bundle was replaced under the call
     */
    Outcome solve(Solver solver, Problem problem);

    /** The listing of a name if this request, by this session or another, has read it already. */
    default Optional<Listing> known(PackageName name) {
      return Optional.empty();
    }

    /**
     * The other languages this session asked for anything, with their {@link Languages#edition}
     * from before the first question; those that were not there too.
     */
    default Map<String, Long> others() {
      return Map.of();
    }

    @Override
    void close();
  }
}
