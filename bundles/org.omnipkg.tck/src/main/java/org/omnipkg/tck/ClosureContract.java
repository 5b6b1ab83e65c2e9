package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;

/**
 * What every {@link Solver} promises, in the language's own world: extend it and write down a
 * registry of a few packages.
 */
@Contract("Solver: a closure in a language's own world")
public abstract class ClosureContract {
  /** What a language's solving may not know. */
  public enum Behaviour {
    /** Two demands can quarrel; without it every demand gets what it wants. */
    QUARRELS,
    /** What is installed is kept where the requests allow. */
    KEEPING
  }

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  protected abstract Solver solver();

  protected abstract Ecosystem ecosystem();

  /** A target with a runtime of the language. */
  protected abstract Target target();

  /** The registry. */
  protected abstract Desk desk();

  /** A package of at least two releases that need nothing, as it is typed. */
  protected abstract String several();

  /** The newest final version of it. */
  protected abstract String newest();

  /** Another version of it. */
  protected abstract String older();

  /** A package that needs another, as it is typed. */
  protected abstract String needy();

  /** All that comes when it is asked for: names to versions. */
  protected abstract Map<String, String> closure();

  /** A name the registry does not know. */
  protected abstract String unknown();

  /** Requests that cannot be granted together. */
  protected abstract List<String> quarrel();

  /** What must be named when that is explained. */
  protected abstract Set<String> quarrelling();

  /** Whether the language's solving knows this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  /** The facts a solver sees; those of the registry unless given. */
  protected Facts facts(Desk desk) {
    return new DeskFacts(ecosystem(), desk);
  }

  private Outcome solve(Map<PackageName, String> preferred, List<String> words) {
    List<Dependency> roots = words.stream().map(ecosystem().grammar()::parse).toList();
    Desk desk = desk();
    return solver()
        .solve(
            new Problem(
                ecosystem().id(),
                roots,
                List.of(),
                target(),
                preferred,
                false,
                Optional.empty(),
                Map.of(),
                Map.of()),
            facts(desk),
            desk);
  }

  private Resolution solved(String words) {
    return solved(solve(Map.of(), List.of(words)));
  }

  private static Resolution solved(Outcome outcome) {
    return outcome.solved().orElseThrow(() -> new AssertionError("not solved: " + outcome));
  }

  private static Map<String, String> versions(Resolution resolution) {
    return resolution.nodes().stream()
        .collect(
            Collectors.toMap(
                node -> node.pin().name().name(),
                node -> node.pin().version(),
                (one, other) -> one,
                TreeMap::new));
  }

  private PackageName name() {
    return ecosystem().grammar().parse(several()).target();
  }

  @Test
  public void the_newest_release_is_taken_where_nothing_else_is_said() {
    assertEquals(Map.of(name().name(), newest()), versions(solved(several())));
  }

  @Test
  public void a_pin_is_honoured_though_a_newer_release_is_there() {
    String exact = ecosystem().grammar().exact(new Pin(name(), older()), Set.of());
    assertEquals(Map.of(name().name(), older()), versions(solved(exact)));
  }

  @Test
  public void what_is_installed_is_kept_where_it_may() {
    Outcome outcome = solve(Map.of(name(), older()), List.of(several()));
    String kept = has(Behaviour.KEEPING) ? older() : newest();
    assertEquals(Map.of(name().name(), kept), versions(solved(outcome)));
  }

  @Test
  public void what_a_package_needs_comes_with_it() {
    assertEquals(new TreeMap<>(closure()), versions(solved(needy())));
  }

  @Test
  public void a_request_is_an_edge_from_nobody_in_its_own_words() {
    List<String> asked =
        solved(needy()).edges().stream().filter(e -> e.from().isEmpty()).map(Edge::text).toList();
    assertEquals(List.of(needy()), asked);
  }

  @Test
  public void an_edge_joins_what_is_there() {
    Resolution resolution = solved(needy());
    Set<String> ids = resolution.nodes().stream().map(Node::id).collect(Collectors.toSet());
    for (Edge edge : resolution.edges()) {
      assertTrue(edge.from().isEmpty() || ids.contains(edge.from()), edge + " is from nowhere");
      assertTrue(ids.contains(edge.to()), edge + " leads nowhere");
    }
  }

  @Test
  public void every_node_is_there_for_somebody() {
    Resolution resolution = solved(needy());
    Set<String> needed = resolution.edges().stream().map(Edge::to).collect(Collectors.toSet());
    resolution.nodes().forEach(n -> assertTrue(needed.contains(n.id()), n + " is nobody's need"));
  }

  @Test
  public void every_node_has_a_place_of_its_own() {
    Set<String> ids = new HashSet<>();
    solved(needy()).nodes().forEach(node -> assertTrue(ids.add(node.id()), node.id() + " twice"));
  }

  @Test
  public void every_node_has_a_file_from_a_named_source() {
    for (Node node : solved(needy()).nodes()) {
      assertTrue(node.artifact().isPresent(), node + " has no file");
      assertFalse(node.source().isBlank(), node + " is from nowhere");
    }
  }

  @Test
  public void an_unknown_name_is_refused_by_name() {
    String why;
    try {
      Outcome outcome = solve(Map.of(), List.of(unknown()));
      assertTrue(outcome.solved().isEmpty(), "it is solved");
      why = outcome.unsolvable().map(ClosureContract::text).orElse("");
    } catch (Refusal refusal) {
      why = refusal.diagnostic().toString();
    }
    assertTrue(why.contains(unknown()), "`" + unknown() + "` is not in: " + why);
  }

  @Test
  public void a_quarrel_names_all_who_quarrel() {
    if (!has(Behaviour.QUARRELS)) {
      solved(solve(Map.of(), quarrel()));
      return;
    }
    String why;
    try {
      Outcome outcome = solve(Map.of(), quarrel());
      assertTrue(outcome.solved().isEmpty(), "it is solved");
      why = outcome.unsolvable().map(ClosureContract::text).orElse("");
    } catch (Refusal refusal) {
      why = refusal.diagnostic().toString();
    }
    for (String name : quarrelling()) {
      assertTrue(why.contains(name), "`" + name + "` is not in: " + why);
    }
  }

  private static String text(Derivation why) {
    return Stream.concat(
            Stream.of(why.statement(), why.demand()),
            why.because().stream().map(ClosureContract::text))
        .collect(Collectors.joining("\n"));
  }

  @Test
  public void the_same_question_has_the_same_answer() {
    Resolution first = solved(needy());
    Resolution second = solved(needy());
    assertEquals(first.nodes(), second.nodes());
    assertEquals(first.edges(), second.edges());
  }
}
