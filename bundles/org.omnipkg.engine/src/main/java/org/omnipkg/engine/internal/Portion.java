package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Resolution;

/** A state taken apart by language. */
final class Portion {
  /** The language of a package that is a runtime. */
  static final String RUNTIME = "runtime";

  private Portion() {}

  static String language(Node node) {
    return node.pin().name().ecosystem().equals(RUNTIME)
        ? node.pin().name().name()
        : node.pin().name().ecosystem();
  }

  /** Languages of a state, in the order in which they came. */
  static List<String> languages(State state) {
    Set<String> languages = new LinkedHashSet<>();
    state.runtimes().forEach(runtime -> languages.add(runtime.ecosystem()));
    state.nodes().forEach(node -> languages.add(language(node)));
    return List.copyOf(languages);
  }

  /** What a state says of one language, without what others demand of it. */
  static State of(State state, String language) {
    if (languages(state).equals(List.of(language))) {
      return state;
    }
    List<Node> nodes = nodes(state.nodes(), language);
    Set<String> ids = ids(nodes);
    List<Edge> edges =
        state.edges().stream()
            .filter(e -> ids.contains(e.to()))
            .filter(e -> e.from().isEmpty() || ids.contains(e.from()))
            .toList();
    return state
        .draft()
        .runtimes(state.runtimes().stream().filter(r -> r.ecosystem().equals(language)).toList())
        .roots(roots(state.roots(), language))
        .nodes(nodes)
        .edges(edges)
        .trees(only(state.trees(), ids))
        .resolvers(only(state.resolvers(), Set.of(language)))
        .kept(kept(state, language))
        .offers(offers(state, language))
        .elsewhere(only(state.elsewhere(), Set.of(language)))
        .state();
  }

  /** Demands on a language from packages of others. */
  static List<Edge> demands(State state, String language) {
    Set<String> ids = ids(nodes(state.nodes(), language));
    return state.edges().stream()
        .filter(e -> ids.contains(e.to()) && !e.from().isEmpty() && !ids.contains(e.from()))
        .toList();
  }

  /** A language of a state as part of a plan, unchanged. */
  static Plan.Part part(State state, String language) {
    return part(state, language, Closure.active(state));
  }

  /** The same with another active closure of all languages. */
  static Plan.Part part(State state, String language, Closure active) {
    List<Node> nodes = nodes(active.nodes(), language);
    Set<String> ids = ids(nodes);
    return new Plan.Part(
        language,
        roots(state.roots(), language),
        new Resolution(
            nodes, active.edges().stream().filter(e -> ids.contains(e.to())).toList(), Set.of()),
        state.resolver(language),
        kept(state, language),
        offers(state, language),
        Optional.ofNullable(state.elsewhere().get(language)));
  }

  /** Every language of a state, unchanged. */
  static List<Plan.Part> parts(State state) {
    return languages(state).stream().map(language -> part(state, language)).toList();
  }

  /** A state in which one language is as said; demands between languages that still lead on. */
  static State with(State state, String language, State part) {
    if (languages(state).equals(List.of(language))) {
      return part;
    }
    List<String> roots = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    Map<String, String> trees = new HashMap<>();
    List<Edge> edges = new ArrayList<>();
    for (String one : languages(state)) {
      State its = one.equals(language) ? part : of(state, one);
      roots.addAll(its.roots());
      nodes.addAll(its.nodes());
      trees.putAll(its.trees());
      edges.addAll(its.edges());
      edges.addAll(demands(state, one));
    }
    Map<String, Elsewhere> elsewhere = new HashMap<>(state.elsewhere());
    elsewhere.remove(language);
    elsewhere.putAll(part.elsewhere());
    Set<String> ids = ids(nodes);
    edges.removeIf(e -> !ids.contains(e.to()) || !e.from().isEmpty() && !ids.contains(e.from()));
    return state
        .draft()
        .created(part.created())
        .roots(roots)
        .nodes(nodes)
        .edges(edges)
        .trees(trees)
        .carried(part.carried())
        .elsewhere(elsewhere)
        .state();
  }

  static List<String> roots(List<String> roots, String language) {
    return roots.stream().filter(root -> root.startsWith(language + ":")).toList();
  }

  static Set<String> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).collect(Collectors.toCollection(HashSet::new));
  }

  private static List<Node> nodes(List<Node> nodes, String language) {
    return nodes.stream().filter(node -> language(node).equals(language)).toList();
  }

  private static List<State.Kept> kept(State state, String language) {
    return state.kept().stream().filter(one -> one.root().startsWith(language + ":")).toList();
  }

  private static List<State.Offer> offers(State state, String language) {
    return state.offers().stream()
        .filter(offer -> offer.pin().name().ecosystem().equals(language))
        .toList();
  }

  private static <T> Map<String, T> only(Map<String, T> all, Set<String> keys) {
    Map<String, T> some = new HashMap<>(all);
    some.keySet().retainAll(keys);
    return some;
  }
}
