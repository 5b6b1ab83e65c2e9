package org.omnipkg.engine.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Ecosystem;

/**
 * The solver, as one change asks it: the same target, sources and wishes every time.
 *
 * @param built artifacts the solver must be given, by pin
 */
record Asking(
    Solving solving,
    Change change,
    Ecosystem ecosystem,
    Target target,
    String resolver,
    Map<Pin, Artifact> built,
    HouseDesk desk) {

  Resolution solve(List<Words.Demand> demands, List<Node> preferred) {
    Map<PackageName, String> versions = change.prefer() ? States.versions(preferred) : Map.of();
    Problem problem =
        new Problem(
            ecosystem.id(),
            demands.stream().map(Words.Demand::dependency).toList(),
            change.words().constraints(),
            target,
            versions,
            change.prereleases(),
            Optional.empty(),
            change.words().hashes(),
            built);
    Map<String, String> origins = new HashMap<>();
    demands.forEach(demand -> origins.put(demand.dependency().text(), demand.where()));
    return solving.solve(problem, origins, resolver, ecosystem, desk);
  }
}
