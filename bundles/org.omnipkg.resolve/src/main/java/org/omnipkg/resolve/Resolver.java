package org.omnipkg.resolve;

import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;
import org.osgi.annotation.versioning.ProviderType;

/** Runs a solver over cached facts. */
@ProviderType
public interface Resolver {
  /** Facts for one request, with their own pool for fetching ahead; close when done. */
  Session open(Ecosystem ecosystem, Desk desk);

  /** Facts that end with the request. */
  interface Session extends Facts, AutoCloseable {
    Outcome solve(Solver solver, Problem problem);

    @Override
    void close();
  }
}
