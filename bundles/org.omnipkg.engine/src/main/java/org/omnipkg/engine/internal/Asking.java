package org.omnipkg.engine.internal;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Ecosystem;

/**
 * The solver, as one change asks it: the same target, sources and wishes every time.
 *
 * @param leeway runtimes that may be taken in place of the target's own
 * @param built artifacts the solver must be given, by pin
 */
record Asking(
    Solving solving,
    Change change,
    Ecosystem ecosystem,
    Target target,
    String resolver,
    Leeway leeway,
    Map<Pin, Artifact> built,
    HouseDesk desk) {

  Asking(
      Solving solving,
      Change change,
      Ecosystem ecosystem,
      Target target,
      String resolver,
      Map<Pin, Artifact> built,
      HouseDesk desk) {
    this(solving, change, ecosystem, target, resolver, Leeway.NONE, built, desk);
  }

  /** The same for other runtimes. */
  Asking on(Target other, Leeway itsLeeway) {
    return new Asking(solving, change, ecosystem, other, resolver, itsLeeway, built, desk);
  }

  Resolution solve(List<Words.Demand> demands, List<Node> preferred) {
    return answer(demands, preferred).solved().orElseThrow();
  }

  /** A resolution, with what it needs of other languages. */
  Outcome answer(List<Words.Demand> demands, List<Node> preferred) {
    Map<String, String> origins = new HashMap<>(change.words().origins());
    demands.forEach(demand -> origins.put(demand.dependency().text(), demand.where()));
    return solving.answer(problem(demands, preferred), leeway, origins, resolver, ecosystem, desk);
  }

  /** Another runtime with which these demands can be met. */
  Optional<Runtime> other(List<Words.Demand> demands, List<Node> preferred) {
    return solving.other(problem(demands, preferred), leeway, resolver, ecosystem, desk);
  }

  private Problem problem(List<Words.Demand> demands, List<Node> preferred) {
    Map<PackageName, String> versions = change.prefer() ? States.versions(preferred) : Map.of();
    return new Problem(
        ecosystem.id(),
        demands.stream().map(demand -> pinned(demand, preferred)).toList(),
        change.words().constraints().stream()
            .filter(one -> one.target().ecosystem().equals(ecosystem.id()))
            .toList(),
        target,
        versions,
        change.prereleases(),
        Optional.empty(),
        own(change.words().hashes(), name -> name),
        own(built, Pin::name),
        leeway.usual(),
        change.words().overrides(ecosystem.id()));
  }

  /** What evidence says that packages need of other languages and their runtimes. */
  List<Need> needs(List<Node> nodes) {
    return nodes.isEmpty() ? List.of() : solving.undeclared(nodes, resolver, ecosystem, desk);
  }

  /** A place in a repository, at one commit: the one it had, for words of earlier. */
  private Dependency pinned(Words.Demand demand, List<Node> preferred) {
    Dependency wanted = demand.dependency();
    Optional<GitPlace> place = wanted.direct().flatMap(GitPlace::of);
    boolean open = wanted.direct().filter(FirstSight::isMeant).isPresent();
    if (place.isEmpty() && !open
        || desk.isPackedByItself(ecosystem.id())
        || !Asked.holds(demand, target)) {
      return wanted;
    }
    boolean stays = change.prefer() && demand.where().equals(Asked.EARLIER);
    if (open) {
      URI named = wanted.direct().get();
      return at(
          wanted,
          FirstSight.had(named, stays ? preferred : List.of())
              .orElseGet(() -> new FirstSight(desk).now(named)));
    }
    Optional<GitPlace> had =
        preferred.stream()
            .filter(node -> stays)
            .filter(node -> node.pin().name().equals(wanted.target()))
            .flatMap(node -> node.artifact().flatMap(BuiltFrom::archive).stream())
            .flatMap(archive -> GitPlace.of(archive.location()).stream())
            .filter(place.get()::isBeside)
            .findFirst();
    GitPlace pinned =
        had.orElseGet(() -> AskedPlace.of(wanted, demand.where(), () -> desk.pinned(place.get())));
    return at(wanted, pinned.address());
  }

  private static Dependency at(Dependency wanted, URI place) {
    return new Dependency(
        wanted.target(),
        wanted.range(),
        wanted.features(),
        wanted.alias(),
        wanted.tie(),
        wanted.role(),
        wanted.when(),
        Optional.of(place),
        wanted.text());
  }

  private <K, V> Map<K, V> own(Map<K, V> all, Function<K, PackageName> name) {
    Map<K, V> own = new HashMap<>(all);
    own.keySet().removeIf(key -> !name.apply(key).ecosystem().equals(ecosystem.id()));
    return own;
  }
}
