package org.omnipkg.resolve.internal.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.model.Wanting;

/** From the decisions to nodes and edges, or to what has to be built first. */
final class Closing {
  private record Wish(PackageName name, String feature) {}

  private final Ground ground;
  private final Attempt attempt;
  private final Target target;
  private final Map<PackageName, Integer> chosen;
  private final Map<PackageName, Set<String>> features = new HashMap<>();
  private final Set<Edge> edges = new LinkedHashSet<>();
  private final Deque<Wish> open = new ArrayDeque<>();
  private final Set<Wish> seen = new HashSet<>();

  Closing(Ground ground, Attempt attempt) {
    this.ground = ground;
    this.attempt = attempt;
    this.target = ground.targets().get(attempt.runtime());
    this.chosen = attempt.chosen();
  }

  Outcome outcome() {
    List<Wanting> wanting = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    Set<Pin> unconfirmed = new LinkedHashSet<>();
    follow();
    chosen.forEach(
        (name, bit) -> {
          Candidates candidates = attempt.pool().of(name);
          Pin pin = candidates.release(bit).pin();
          Artifact artifact =
              candidates
                  .artifact(bit, target)
                  .orElseThrow(() -> new Refusal(Roots.noArtifact(pin.toString(), ground)));
          Answer<Manifest> answer = candidates.manifest(bit);
          if (artifact.format().equals(Candidates.SOURCE)) {
            wanting.add(
                new Wanting(
                    Wanting.BUILD, pin, artifact, "no wheel of it fits the runtime", runtime()));
          } else {
            answer.wanting().map(this::here).ifPresent(wanting::add);
          }
          if (answer.value().filter(m -> m.certainty() == Certainty.ESTIMATED).isPresent()) {
            unconfirmed.add(pin);
          }
          nodes.add(
              new Node(
                  id(name),
                  pin,
                  Optional.of(artifact),
                  features.getOrDefault(name, Set.of()),
                  candidates.wares().source(pin)));
        });
    if (!wanting.isEmpty()) {
      return Outcome.wanting(wanting);
    }
    runtime().map(this::node).ifPresent(nodes::add);
    return new Outcome(
        Optional.of(new Resolution(nodes, List.copyOf(edges), unconfirmed)),
        List.copyOf(attempt.needs().foreign()),
        Optional.empty(),
        List.of());
  }

  private Wanting here(Wanting one) {
    return new Wanting(one.kind(), one.pin(), one.artifact(), one.reason(), runtime());
  }

  /** Told only where there was a choice. */
  private Optional<Pin> runtime() {
    return ground.problem().runtimes().isEmpty()
        ? Optional.empty()
        : Optional.of(ground.runtime(attempt.runtime()));
  }

  private Node node(Pin runtime) {
    String origin = ground.runtimes().get(attempt.runtime()).origin();
    return new Node(runtime.name().toString(), runtime, Optional.empty(), Set.of(), origin);
  }

  /** Python's packages go by their bare names, those of others say whose they are. */
  private static String id(PackageName name) {
    return name.ecosystem().equals("python") ? name.name() : name.toString();
  }

  private void follow() {
    for (Dependency root : ground.problem().roots()) {
      if (root.tie() != Tie.CONSTRAINS) {
        follow("", root);
      }
    }
    while (!open.isEmpty()) {
      Wish wish = open.remove();
      Candidates candidates = attempt.pool().of(wish.name());
      int bit = chosen.getOrDefault(wish.name(), -1);
      if (bit >= 0) {
        needs(candidates, bit, wish.feature()).forEach(need -> follow(id(wish.name()), need));
      }
    }
  }

  /** What is declared, and what evidence says is needed besides. */
  private List<Dependency> needs(Candidates candidates, int bit, String feature) {
    List<Dependency> all = new ArrayList<>();
    Optional<Manifest> manifest = candidates.manifest(bit).value();
    manifest.ifPresent(m -> all.addAll(m.features().getOrDefault(feature, List.of())));
    if (feature.isEmpty()) {
      ground.facts().overlay(candidates.release(bit).pin()).stream()
          .filter(need -> need.role().lasts())
          .forEach(all::add);
    }
    return all;
  }

  private void follow(String from, Dependency need) {
    if (attempt.needs().foreign().contains(need) && need.when().holds(target)) {
      edges.add(
          new Edge(
              from,
              need.target().toString(),
              need.tie(),
              need.role(),
              need.text(),
              need.when().toString()));
      return;
    }
    if (need.tie() == Tie.CONSTRAINS
        || !chosen.containsKey(need.target())
        || !need.when().holds(target)) {
      return;
    }
    edges.add(
        new Edge(
            from, id(need.target()), need.tie(), need.role(), need.text(), need.when().toString()));
    wish(new Wish(need.target(), ""));
    for (String feature : need.features()) {
      features.computeIfAbsent(need.target(), name -> new TreeSet<>()).add(feature);
      wish(new Wish(need.target(), feature));
    }
  }

  private void wish(Wish wish) {
    if (seen.add(wish)) {
      open.add(wish);
    }
  }
}
