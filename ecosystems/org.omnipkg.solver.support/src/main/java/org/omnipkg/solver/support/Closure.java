package org.omnipkg.solver.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Tie;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

/** From a tool's pins to nodes, and edges read from the manifests of the chosen artifacts. */
final class Closure {
  private record Wish(PackageName name, String feature) {}

  private final Problem problem;
  private final Facts facts;
  private final Desk desk;
  private final Choices choices;
  private final Map<PackageName, Choices.Choice> chosen = new TreeMap<>();
  private final Map<PackageName, Manifest> manifests = new HashMap<>();
  private final Map<PackageName, Set<String>> features = new HashMap<>();
  private final Set<Edge> edges = new LinkedHashSet<>();

  Closure(Problem problem, Facts facts, Desk desk, DirectSources direct) {
    this.problem = problem;
    this.facts = facts;
    this.desk = desk;
    this.choices = new Choices(problem, facts, direct);
  }

  Outcome of(List<Said.Pinned> pins) {
    pins.forEach(pin -> facts.soon(choices.name(pin), new BitSet()));
    List<Wanting> wanting = new ArrayList<>();
    for (Said.Pinned pin : pins) {
      Choices.Choice choice = choices.of(pin);
      chosen.put(choice.release().pin().name(), choice);
      choice.position().ifPresent(bit -> facts.soon(choice.release().pin().name(), bit));
      if (choice.artifact().format().equals("sdist")) {
        wanting.add(build(choice.release().pin(), choice.artifact()));
      }
    }
    if (!wanting.isEmpty()) {
      return Outcome.wanting(wanting);
    }
    for (Choices.Choice choice : chosen.values()) {
      Answer<Manifest> answer = facts.manifest(choice.release());
      answer.wanting().ifPresent(wanting::add);
      answer.refusal().ifPresent(why -> fail(why));
      answer.value().ifPresent(m -> manifests.put(choice.release().pin().name(), m));
    }
    return wanting.isEmpty() ? Outcome.solved(resolution()) : Outcome.wanting(wanting);
  }

  private static void fail(org.omnipkg.model.Diagnostic why) {
    throw new Refusal(why);
  }

  private static Wanting build(Pin pin, Artifact source) {
    return new Wanting(Wanting.BUILD, pin, source, "no wheel of it fits the runtime");
  }

  private Resolution resolution() {
    Deque<Wish> open = new ArrayDeque<>();
    Set<Wish> seen = new HashSet<>();
    for (Dependency root : problem.roots()) {
      if (root.tie() != Tie.CONSTRAINS) {
        follow("", root, open, seen);
      }
    }
    while (!open.isEmpty()) {
      Wish wish = open.remove();
      Manifest manifest = manifests.get(wish.name());
      if (manifest != null) {
        for (Dependency need : manifest.features().getOrDefault(wish.feature(), List.of())) {
          follow(wish.name().name(), need, open, seen);
        }
      }
    }
    List<Node> nodes = new ArrayList<>();
    Set<Pin> unconfirmed = new LinkedHashSet<>();
    chosen.forEach(
        (name, choice) -> {
          nodes.add(
              new Node(
                  name.name(),
                  choice.release().pin(),
                  Optional.of(choice.artifact()),
                  features.getOrDefault(name, Set.of()),
                  choice.source()));
          Manifest manifest = manifests.get(name);
          if (manifest != null && manifest.certainty() == Certainty.ESTIMATED) {
            unconfirmed.add(choice.release().pin());
          }
        });
    return new Resolution(nodes, List.copyOf(edges), unconfirmed);
  }

  private void follow(String from, Dependency need, Deque<Wish> open, Set<Wish> seen) {
    if (need.tie() == Tie.CONSTRAINS || !need.when().holds(problem.target())) {
      return;
    }
    if (!chosen.containsKey(need.target())) {
      desk.progress()
          .note("`" + from + "` needs `" + need.text() + "`, which the resolver left out");
      return;
    }
    edges.add(
        new Edge(
            from,
            need.target().name(),
            need.tie(),
            need.role(),
            need.text(),
            need.when().toString()));
    Map<String, Wish> wishes = new LinkedHashMap<>();
    wishes.put("", new Wish(need.target(), ""));
    for (String feature : need.features()) {
      wishes.put(feature, new Wish(need.target(), feature));
      features.computeIfAbsent(need.target(), name -> new HashSet<>()).add(feature);
    }
    wishes.values().stream().filter(seen::add).forEach(open::add);
  }
}
