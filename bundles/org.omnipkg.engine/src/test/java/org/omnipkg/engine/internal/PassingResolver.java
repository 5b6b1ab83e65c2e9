package org.omnipkg.engine.internal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;

/** Hands the problem straight to the solver; knows the listings it was given, and no other. */
final class PassingResolver implements Resolver {
  final Map<PackageName, Listing> listings = new HashMap<>();

  final Map<String, Long> others = new HashMap<>();

  @Override
  public Session open(Ecosystem ecosystem, Desk desk) {
    return new FewFacts(ecosystem, desk, listings, others);
  }

  @Override
  public Diagnostic explain(Derivation why, Problem problem, Map<String, String> origins) {
    return Diagnostic.user("resolve.no-solution", why.statement(), "")
        .with(origins.values().stream().sorted().toList());
  }

  private record FewFacts(
      Ecosystem language, Desk desk, Map<PackageName, Listing> listings, Map<String, Long> others)
      implements Session {
    @Override
    public Outcome solve(Solver solver, Problem problem) {
      return solver.solve(problem, this, desk);
    }

    @Override
    public Listing releases(PackageName name) {
      return listings.getOrDefault(name, Listing.empty(name));
    }

    @Override
    public Optional<Listing> known(PackageName name) {
      return Optional.of(releases(name));
    }

    @Override
    public Answer<Manifest> manifest(Release release) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Ecosystem ecosystem(String id) {
      return language;
    }

    @Override
    public List<Dependency> overlay(Pin pin) {
      return List.of();
    }

    @Override
    public void soon(PackageName name, BitSet among) {}

    @Override
    public void walking(PackageName name, BitSet among) {}

    @Override
    public void close() {}
  }
}
