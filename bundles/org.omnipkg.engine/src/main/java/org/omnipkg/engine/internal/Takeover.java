package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.environment.State;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Ecosystem;

/** A state while what others installed and removed goes into it. */
final class Takeover {
  private static final String SOURCE = "adopted";

  private final State state;
  private final Ecosystem ecosystem;
  private final Target target;
  private final HouseDesk desk;
  private final Map<PackageName, Node> nodes = new TreeMap<>();
  private final Map<PackageName, String> roots = new LinkedHashMap<>();
  private final Map<PackageName, Boolean> installed = new TreeMap<>();
  private final List<Edge> edges;

  Takeover(State state, Ecosystem ecosystem, Target target, HouseDesk desk) {
    this.state = state;
    this.ecosystem = ecosystem;
    this.target = target;
    this.desk = desk;
    this.edges = new ArrayList<>(state.edges());
    state.nodes().forEach(node -> nodes.put(node.pin().name(), node));
  }

  /** In the place of another version of it, when there is one. */
  void install(Pin pin, Artifact artifact, boolean requested) {
    Node before = nodes.get(pin.name());
    String id = before == null ? pin.name().name() : before.id();
    edges.removeIf(edge -> edge.from().equals(id));
    nodes.put(pin.name(), new Node(id, pin, Optional.of(artifact), Set.of(), SOURCE));
    installed.put(pin.name(), requested);
  }

  Optional<Node> node(Pin pin) {
    return nodes.values().stream().filter(node -> node.pin().equals(pin)).findFirst();
  }

  /** False when others need it; then it stays, though no longer as the user's own wish. */
  boolean remove(Node node) {
    roots.put(node.pin().name(), "");
    edges.removeIf(edge -> edge.from().isEmpty() && edge.to().equals(node.id()));
    boolean needed = edges.stream().anyMatch(edge -> edge.to().equals(node.id()));
    if (!needed) {
      nodes.remove(node.pin().name());
      edges.removeIf(edge -> edge.from().equals(node.id()));
    }
    return !needed;
  }

  List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  State state(List<String> carried) {
    installed.keySet().forEach(this::needs);
    installed.forEach(
        (name, requested) -> {
          Node node = nodes.get(name);
          if (node != null && (requested || edges.stream().noneMatch(e -> into(e, node)))) {
            root(node);
          }
        });
    Map<String, String> trees = new LinkedHashMap<>(state.trees());
    installed.keySet().forEach(name -> trees.remove(id(name)));
    trees.keySet().removeIf(id -> nodes.values().stream().noneMatch(n -> n.id().equals(id)));
    return state
        .draft()
        .created(Instant.now())
        .roots(rootTexts())
        .nodes(nodes())
        .edges(edges)
        .trees(trees)
        .carried(carried)
        .elsewhere(Map.of()) // what others did here says nothing of other platforms
        .state();
  }

  private static boolean into(Edge edge, Node node) {
    return edge.to().equals(node.id());
  }

  private String id(PackageName name) {
    Node node = nodes.get(name);
    return node == null ? name.name() : node.id();
  }

  private void root(Node node) {
    Pin pin = node.pin();
    String text = pin.name().name() + "==" + pin.version();
    edges.removeIf(edge -> edge.from().isEmpty() && into(edge, node));
    edges.add(new Edge("", node.id(), Tie.NEEDS, Role.RUN, text, ""));
    roots.put(pin.name(), pin.name().ecosystem() + ":" + text);
  }

  /** The roots of before, each in its place unless it was replaced or taken away. */
  private List<String> rootTexts() {
    Map<PackageName, String> open = new LinkedHashMap<>(roots);
    List<String> texts = new ArrayList<>();
    for (String text : state.roots()) {
      String words = text.substring(text.indexOf(':') + 1);
      PackageName name = ecosystem.grammar().parse(words).target();
      if (!roots.containsKey(name)) {
        texts.add(text);
      } else {
        String now = open.put(name, "");
        if (now != null && !now.isEmpty()) {
          texts.add(now);
        }
      }
    }
    open.values().stream().filter(text -> !text.isEmpty()).forEach(texts::add);
    return texts;
  }

  private void needs(PackageName name) {
    Node node = nodes.get(name);
    if (node == null) {
      return;
    }
    Release release =
        new Release(
            node.pin(),
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            "",
            List.of(node.artifact().orElseThrow()));
    Answer<Manifest> answer = ecosystem.index().manifest(release, desk);
    for (Dependency need :
        answer.value().map(m -> m.features().getOrDefault("", List.of())).orElse(List.of())) {
      Node other = nodes.get(need.target());
      if (other != null && need.tie() != Tie.CONSTRAINS && need.when().holds(target)) {
        edges.add(
            new Edge(
                node.id(),
                other.id(),
                need.tie(),
                need.role(),
                need.text(),
                need.when().toString()));
      }
    }
  }
}
