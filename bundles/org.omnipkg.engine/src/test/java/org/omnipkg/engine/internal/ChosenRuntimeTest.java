package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Receipt;
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
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

/** A runtime is chosen with the packages, out of those here and those that can be obtained. */
class ChosenRuntimeTest {
  @TempDir Path home;
  private SmallHouse house;
  private ToyLanguage toy;

  /** On which runtimes a package can be had; on all when it is not told. */
  private final Map<String, Predicate<Runtime>> fits = new HashMap<>();

  /** On which runtimes a package has no reservations; on all when it is not told. */
  private final Map<String, Predicate<Runtime>> likes = new HashMap<>();

  private final List<List<String>> asked = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    house = new SmallHouse(home);
    toy = ToyLanguage.learnt(house, home);
    house.languages.own.put("python house", this::solve);
    house.settings.set(house.caller(), "resolver", "house");
    house.runtimes.further.add(house.python("3.9.1"));
    house.runtimes.offered.addAll(List.of("3.10.2", "3.8.5", "3.7.9"));
  }

  /** Takes the first runtime everything is content with or can be had on, and 1 of each. */
  private Outcome solve(Problem problem, Facts facts, Desk desk) {
    List<Runtime> choice =
        problem.runtimes().isEmpty()
            ? problem.target().runtime("python").stream().toList()
            : problem.runtimes();
    asked.add(choice.stream().map(Runtime::version).toList());
    List<Outcome> found =
        choice.stream()
            .filter(one -> problem.roots().stream().allMatch(root -> holds(root, one)))
            .map(one -> solved(problem, one))
            .toList();
    if (!found.isEmpty()) {
      return found.stream()
          .filter(one -> one.reservations().isEmpty())
          .findFirst()
          .orElse(found.get(0));
    }
    return Outcome.unsolvable(Derivation.leaf("none fits", problem.roots().get(0).text()));
  }

  private Outcome solved(Problem problem, Runtime runtime) {
    List<String> reservations =
        problem.roots().stream()
            .map(root -> root.target().name())
            .filter(name -> !likes.getOrDefault(name, any -> true).test(runtime))
            .map(name -> "note: " + name + " would rather have another")
            .toList();
    return new Outcome(
        Optional.of(resolution(problem, runtime)),
        List.of(),
        Optional.empty(),
        List.of(),
        reservations);
  }

  private boolean holds(Dependency root, Runtime runtime) {
    return root.target().ecosystem().equals("runtime")
        ? root.range().contains(runtime.version())
        : fits.getOrDefault(root.target().name(), any -> true).test(runtime);
  }

  private Resolution resolution(Problem problem, Runtime runtime) {
    Set<Node> nodes = new LinkedHashSet<>();
    List<Edge> edges = new ArrayList<>();
    for (Dependency root : problem.roots()) {
      if (!root.target().ecosystem().equals("runtime")) {
        nodes.add(house.node(root.target().name(), "1"));
        edges.add(SmallHouse.edge("", root.target().name()));
      }
    }
    if (!problem.runtimes().isEmpty()) {
      Pin pin = new Pin(new PackageName("runtime", "python"), runtime.version());
      nodes.add(new Node("runtime:python", pin, Optional.empty(), Set.of(), runtime.origin()));
    }
    return new Resolution(List.copyOf(nodes), edges, Set.of());
  }

  private static Predicate<Runtime> only(String... versions) {
    return runtime -> List.of(versions).contains(runtime.version());
  }

  private Receipt install(String... words) {
    return house.install.run(house.caller(false), SmallHouse.request(words));
  }

  private String python() {
    return house.environments.current("main").orElseThrow().state().runtimes().stream()
        .filter(runtime -> runtime.ecosystem().equals("python"))
        .map(runtime -> runtime.version() + " " + runtime.origin())
        .findFirst()
        .orElse("");
  }

  @Test
  void the_usual_one_is_taken_where_it_will_do() {
    install("rich");
    assertEquals("3.11.4 path", python());
    assertEquals(List.of(List.of("3.11.4", "3.9.1")), asked);
  }

  @Test
  void one_that_is_here_comes_before_any_that_can_be_obtained() {
    fits.put("old", only("3.9.1", "3.10.2"));
    install("old");
    assertEquals("3.9.1 path", python());
    assertEquals(List.of(), house.runtimes.obtained);
  }

  @Test
  void one_that_can_be_obtained_is_chosen_before_it_is_obtained() {
    fits.put("old", only("3.8.5"));
    install("old");
    assertEquals("3.8.5 omnipkg", python());
    assertEquals(List.of("3.8.5"), house.runtimes.obtained);
    assertEquals(
        List.of(List.of("3.11.4", "3.9.1"), List.of("3.11.4", "3.9.1", "3.10.2", "3.8.5", "3.7.9")),
        asked);
  }

  @Test
  void one_without_reservations_is_obtained_rather_than_one_with_them_taken() {
    likes.put("picky", only("3.8.5"));
    install("picky");
    assertEquals("3.8.5 omnipkg", python());
  }

  @Test
  void where_none_is_without_reservations_the_usual_one_is_taken() {
    likes.put("picky", only("2.0.0"));
    install("picky");
    assertEquals("3.11.4 path", python());
    assertEquals(List.of(), house.runtimes.obtained);
  }

  @Test
  void reservations_obtain_nothing_where_a_runtime_was_named() {
    likes.put("picky", only("3.8.5"));
    install("python@3.11", "picky");
    assertEquals("3.11.4 path", python());
    assertEquals(List.of(), house.runtimes.obtained);
  }

  @Test
  void a_trial_obtains_nothing() {
    fits.put("old", only("3.8.5"));
    Receipt receipt =
        house.install.run(house.caller(false), SmallHouse.request(false, true, "old"));
    assertEquals("cpython 3.8.5 (offered)", receipt.runtime().orElse(""));
    assertEquals(List.of(), house.runtimes.obtained);
  }

  @Test
  void what_it_says_of_itself_counts_once_it_is_here() {
    house.runtimes.surprise = Map.of("tag", "other");
    fits.put("old", r -> r.version().equals("3.7.9") || r.fact("tag").equals("py3.8.5"));
    install("old");
    assertEquals("3.7.9 omnipkg", python());
    assertEquals(List.of("3.8.5", "3.7.9"), house.runtimes.obtained);
  }

  @Test
  void the_runtime_of_an_environment_stays_and_the_word_that_would_do_is_told() {
    install("rich");
    fits.put("old", only("3.8.5"));
    Refusal refusal = assertThrows(Refusal.class, () -> install("old"));
    assertEquals("resolve.no-solution", refusal.diagnostic().code());
    assertEquals(
        "`omnipkg -e main swap python 3.8` first, or `python@3.8` among the words of this command",
        refusal.diagnostic().hint());
    assertEquals("3.11.4 path", python());
    assertEquals(List.of(), house.runtimes.obtained);
  }

  @Test
  void no_word_is_told_that_would_not_do() {
    install("rich");
    fits.put("rich", only("3.11.4"));
    fits.put("old", only("3.8.5"));
    Refusal refusal = assertThrows(Refusal.class, () -> install("old"));
    assertEquals("", refusal.diagnostic().hint());
  }

  @Test
  void a_runtime_that_was_asked_for_is_no_other() {
    fits.put("old", only("3.8.5"));
    Refusal refusal = assertThrows(Refusal.class, () -> install("python@3.11", "old"));
    assertEquals("`python@3.8` in place of the python you named", refusal.diagnostic().hint());
    install("rich");
    Refusal later = assertThrows(Refusal.class, () -> install("python@3.11", "old"));
    assertEquals("`python@3.8` in place of the python you named", later.diagnostic().hint());
  }

  @Test
  void packages_and_what_other_languages_need_of_the_runtime_are_chosen_together() {
    toy.needs.put("block 9", List.of("runtime:python ==3.8.5"));
    fits.put("old", only("3.9.1", "3.8.5"));
    install("toy:block", "old");
    assertEquals("3.8.5 omnipkg", python());
  }

  @Test
  void a_need_of_a_runtime_that_an_environment_has_not_is_told_from_its_beginning() {
    install("rich");
    toy.needs.put("block 9", List.of("runtime:python ==3.8.5"));
    Refusal refusal = assertThrows(Refusal.class, () -> install("toy:block"));
    assertEquals("resolve.runtime-conflict", refusal.diagnostic().code());
    assertTrue(
        refusal.diagnostic().details().get(0).endsWith(" and comes with `toy:block` (word 1)"),
        refusal.diagnostic().details().toString());
    assertEquals("the environment has python 3.11.4", refusal.diagnostic().details().get(1));
    assertTrue(refusal.diagnostic().hint().contains("swap python 3.8"));
  }

  @Test
  void a_word_is_told_that_would_go_with_the_others() {
    toy.needs.put("block 1", List.of("runtime:python ==3.8.5"));
    fits.put("new", only("3.11.4"));
    Refusal refusal = assertThrows(Refusal.class, () -> install("toy:block==1", "new"));
    assertEquals(
        "`toy:block==9` in place of `toy:block==1` goes with the rest",
        refusal.diagnostic().hint());
    assertEquals(List.of(), house.runtimes.obtained);
  }
}
