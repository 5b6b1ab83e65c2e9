package org.omnipkg.environment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.omnipkg.environment.State.Kept;
import org.omnipkg.environment.State.Offer;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Runtime;

/** A state in the making. Each part means what {@link State} says of it. */
public final class StateDraft {
  private int number;
  private Instant created;
  private List<String> command;
  private List<Runtime> runtimes;
  private List<String> roots;
  private List<Node> nodes;
  private List<Edge> edges;
  private Map<String, String> trees;
  private Map<String, String> resolvers;
  private List<Kept> kept;
  private List<Offer> offers;
  private List<String> carried;
  private Map<String, Elsewhere> elsewhere;

  StateDraft(State state) {
    number = state.number();
    created = state.created();
    command = state.command();
    runtimes = state.runtimes();
    roots = state.roots();
    nodes = state.nodes();
    edges = state.edges();
    trees = state.trees();
    resolvers = state.resolvers();
    kept = state.kept();
    offers = state.offers();
    carried = state.carried();
    elsewhere = state.elsewhere();
  }

  public StateDraft number(int as) {
    number = as;
    return this;
  }

  public StateDraft created(Instant when) {
    created = when;
    return this;
  }

  public StateDraft command(List<String> words) {
    command = words;
    return this;
  }

  public StateDraft runtimes(List<Runtime> active) {
    runtimes = active;
    return this;
  }

  public StateDraft roots(List<String> asked) {
    roots = asked;
    return this;
  }

  public StateDraft nodes(List<Node> active) {
    nodes = active;
    return this;
  }

  public StateDraft edges(List<Edge> between) {
    edges = between;
    return this;
  }

  public StateDraft trees(Map<String, String> places) {
    trees = places;
    return this;
  }

  public StateDraft resolvers(Map<String, String> names) {
    resolvers = names;
    return this;
  }

  public StateDraft kept(List<Kept> versions) {
    kept = versions;
    return this;
  }

  public StateDraft offers(List<Offer> artifacts) {
    offers = artifacts;
    return this;
  }

  public StateDraft carried(List<String> paths) {
    carried = paths;
    return this;
  }

  public StateDraft elsewhere(Map<String, Elsewhere> others) {
    elsewhere = others;
    return this;
  }

  public State state() {
    return new State(
        number, created, command, runtimes, roots, nodes, edges, trees, resolvers, kept, offers,
        carried, elsewhere);
  }
}
