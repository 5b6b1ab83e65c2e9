package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;

class SeveralLanguagesTest {
  @TempDir private Path home;
  private SmallHouse house;
  private ToyLanguage toy;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    toy = ToyLanguage.learnt(house, home);
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
  }

  private Receipt install(String... words) {
    return house.install.run(house.caller(false), SmallHouse.request(words));
  }

  private Receipt swap(String... words) {
    return house.swap.run(
        house.caller(false),
        new SwapRequest("main", List.of(), List.of(words), Sourcing.CONFIGURED, false));
  }

  private Receipt uninstall(String... words) {
    return house.uninstall.run(
        house.caller(false), new UninstallRequest("main", List.of(words), false));
  }

  private State state() {
    return house.environments.current("main").orElseThrow().state();
  }

  private List<String> runtimes() {
    return state().runtimes().stream()
        .map((Runtime one) -> one.ecosystem() + " " + one.version())
        .toList();
  }

  private List<String> crossing() {
    return state().edges().stream()
        .filter(e -> e.from().startsWith("toy:") && !e.to().startsWith("toy:"))
        .map((Edge e) -> e.from() + " > " + e.to() + " " + e.text())
        .toList();
  }

  private static String refused(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(Refusal.class, act).diagnostic().code();
  }

  @Test
  void words_of_two_languages_become_one_generation() {
    Receipt receipt = install("ty:block==1", "rich");
    assertEquals(1, house.generations());
    assertEquals("block 1, rich 9", house.contents());
    assertEquals(List.of("toy 2.0", "python 3.11.4"), runtimes());
    assertEquals(List.of("toy:block==1", "python:rich"), house.roots());
    assertEquals(Map.of("toy", "house", "python", "small"), state().resolvers());
    assertEquals("toy 2.0 (path), cpython 3.11.4 (path)", receipt.runtime().orElse(""));
    assertEquals(2, receipt.changes().size());
    assertEquals(
        Optional.of("toys"),
        Optional.ofNullable(state().trees().get("toy:block")).map(t -> t.split("/")[0]));
  }

  @Test
  void a_language_that_is_not_named_goes_along_and_is_not_solved_again() {
    install("rich==2");
    house.problems.clear();
    install("toy:block");
    install("toy:brick");
    assertEquals(List.of(), house.problems);
    assertEquals("block 9, brick 9, rich 2", house.contents());
    assertEquals(List.of("python 3.11.4", "toy 2.0"), runtimes());
  }

  @Test
  void what_is_there_already_makes_no_generation() {
    install("toy:block", "rich");
    Receipt again = install("rich", "toy:block");
    assertEquals(again.previous(), again.generation());
    assertEquals(1, house.generations());
  }

  @Test
  void a_failure_in_the_second_language_leaves_the_old_state() {
    install("rich==1");
    house.fetcher.bytes.clear();
    toy.needs.put("block 9", List.of("toy:missing"));
    ToyLanguage blind = toy;
    house.languages.own.put(
        "toy house",
        (problem, facts, desk) -> {
          var outcome = blind.solve(problem, facts, desk);
          house.fetcher.bytes.keySet().removeIf(place -> place.toString().contains("missing"));
          return outcome;
        });
    assertEquals("fetch.no-network", refused(() -> install("rich==2", "toy:block")));
    assertEquals("rich 1", house.contents());
    assertEquals(1, house.generations());
    assertEquals(List.of("python 3.11.4"), runtimes());
  }

  @Test
  void no_solution_in_one_language_leaves_the_other_as_it_was() {
    install("rich==1");
    toy.needs.put("block 9", List.of("toy:a==1", "toy:a==2"));
    assertEquals("resolve.no-solution", refused(() -> install("rich==2", "toy:block")));
    assertEquals("rich 1", house.contents());
  }

  @Test
  void uninstalling_in_one_language_leaves_the_other() {
    house.needs.put("rich 9", List.of("pygments"));
    toy.needs.put("block 9", List.of("toy:paint"));
    install("toy:block", "rich", "toy:brick");
    uninstall("toy:block");
    assertEquals("brick 9, pygments 9, rich 9", house.contents());
    uninstall("rich");
    assertEquals("brick 9", house.contents());
    assertEquals(List.of("toy:brick"), house.roots());
  }

  @Test
  void the_runtime_of_one_language_changes_without_the_others() {
    install("toy:block", "rich==1");
    house.problems.clear();
    Receipt receipt = swap("toy", "1.0");
    assertEquals(List.of("toy 1.0", "python 3.11.4"), runtimes());
    assertEquals("block 9, rich 1", house.contents());
    assertEquals(List.of(), house.problems);
    assertTrue(receipt.formerRuntime().orElse("").startsWith("toy 2.0"));
  }

  @Test
  void a_word_names_the_runtime_of_its_language() {
    install("toy@1", "toy:block", "rich");
    assertEquals(List.of("toy 1.0", "python 3.11.4"), runtimes());
    assertEquals("usage.two-runtimes", refused(() -> install("toy@1", "toy@2", "toy:block")));
    install("toy@2");
    assertEquals(List.of("toy 2.0", "python 3.11.4"), runtimes());
    assertEquals("block 9, rich 9", house.contents());
  }

  @Test
  void a_package_of_one_language_is_swapped() {
    install("toy:block==1", "rich==1");
    swap("toy:block", "2");
    assertEquals("block 2, rich 1", house.contents());
    assertEquals("block 1", house.kept());
    uninstall("toy:block==2");
    assertEquals("block 1, rich 1", house.contents());
  }

  @Test
  void needs_of_another_language_are_solved_there_and_tied() {
    toy.needs.put("block 9", List.of("python:rich==2"));
    install("toy:block", "flask");
    assertEquals("block 9, flask 9, rich 2", house.contents());
    assertEquals(List.of("toy:block > rich rich==2"), crossing());
    assertEquals(List.of("toy:block", "python:flask"), house.roots());
    uninstall("toy:block");
    assertEquals("flask 9", house.contents());
  }

  @Test
  void a_need_brings_a_language_in_that_nobody_named() {
    toy.needs.put("block 9", List.of("python:rich"));
    toy.silent = true;
    install("toy:block");
    assertEquals("block 9, rich 9", house.contents());
    assertEquals(List.of("toy 2.0", "python 3.11.4"), runtimes());
    assertEquals(List.of("toy:block > rich rich"), crossing());
  }

  @Test
  void a_need_is_kept_when_only_the_other_language_is_changed() {
    toy.needs.put("block 9", List.of("python:rich==2"));
    install("toy:block");
    Refusal refusal = assertThrows(Refusal.class, () -> install("rich==3"));
    assertEquals("resolve.no-solution", refusal.diagnostic().code());
    assertEquals(
        "toy:block 9 needs rich==2 and comes with `toy:block` (asked for earlier)",
        refusal.diagnostic().details().get(refusal.diagnostic().details().size() - 1));
    install("flask");
    assertEquals("block 9, flask 9, rich 2", house.contents());
    assertEquals(List.of("toy:block > rich rich==2"), crossing());
  }

  @Test
  void what_is_replaced_needs_nothing_any_more() {
    toy.needs.put("block 1", List.of("python:rich==2"));
    install("toy:block==1");
    install("rich==3", "toy:block==2");
    assertEquals("block 2, rich 3", house.contents());
  }

  @Test
  void what_only_a_need_brought_goes_with_the_need() {
    toy.needs.put("block 1", List.of("python:rich"));
    install("toy:block==1", "flask");
    install("toy:block==2");
    assertEquals("block 2, flask 9", house.contents());
  }

  @Test
  void a_need_of_a_runtime_is_kept_as_one_of_a_package() {
    toy.needs.put("block 9", List.of("runtime:python >=3.9"));
    install("toy:block");
    assertEquals(List.of("toy 2.0", "python 3.11.4"), runtimes());
    assertEquals(List.of("toy:block > runtime:python >=3.9"), crossing());
    install("rich");
    assertEquals(List.of("toy:block > runtime:python >=3.9"), crossing());
    house.runtimes.other = Optional.of(house.python("3.8.1"));
    assertEquals("resolve.runtime-conflict", refused(() -> swap("python", "3.8")));
    uninstall("toy:block");
    assertEquals("rich 9", house.contents());
    swap("python", "3.8");
    assertEquals(List.of("toy 2.0", "python 3.8.1"), runtimes());
  }

  @Test
  void a_runtime_others_cannot_live_with_is_refused_with_what_to_do() {
    install("rich");
    toy.needs.put("block 9", List.of("runtime:python <3"));
    assertEquals("resolve.runtime-conflict", refused(() -> install("toy:block")));
    assertEquals("rich 9", house.contents());
  }

  @Test
  void a_runtime_is_chosen_along_with_the_packages_where_nobody_asked_for_one() {
    toy.taken = "1.0";
    install("toy:block");
    assertEquals(List.of("toy 1.0"), runtimes());
    toy.taken = "2.0";
    install("toy:brick");
    assertEquals(List.of("toy 1.0"), runtimes());
    assertEquals(List.of(), toy.problems.get(toy.problems.size() - 1).runtimes());
  }

  @Test
  void a_runtime_a_package_of_its_own_language_cannot_live_with_is_changed_for_another() {
    toy.needs.put("block 9", List.of("runtime:toy <2"));
    install("toy:block");
    assertEquals(List.of("toy 1.0"), runtimes());
    Refusal refusal = assertThrows(Refusal.class, () -> swap("toy", "2"));
    assertEquals("resolve.runtime-conflict", refusal.diagnostic().code());
    assertEquals("", refusal.diagnostic().hint(), "what is here already is no advice");
    assertEquals(List.of("toy 1.0"), runtimes());
  }

  private void project(List<String> words, List<String> constraints, String runtime)
      throws Exception {
    Files.writeString(house.work.resolve("Toyfile"), "");
    ProjectReader reader =
        new ProjectReader() {
          @Override
          public List<String> files() {
            return List.of("Toyfile");
          }

          @Override
          public Project read(Path folder, Desk desk) {
            return new Project(
                words.stream().map(w -> new Wanted(w, "Toyfile line 1")).toList(),
                constraints.stream().map(w -> house.parse("toy:" + w)).toList(),
                Map.of("paint", "==2"),
                Optional.of(runtime).filter(range -> !range.isEmpty()));
          }
        };
    house.languages.special.put("toy " + ProjectReader.class.getSimpleName(), reader);
  }

  @Test
  void files_of_a_language_in_the_working_directory_are_asked_where_nothing_is_named()
      throws Exception {
    Files.writeString(house.work.resolve("omnipkg.toml"), "requirements = [\"rich\"]");
    project(List.of("block"), List.of("paint<3"), "<2");
    install();
    assertEquals("block 9, rich 9", house.contents());
    assertEquals(List.of("python 3.11.4", "toy 1.0"), runtimes());
    Problem problem = toy.problems.get(0);
    assertEquals(List.of("paint<3"), problem.constraints().stream().map(d -> d.text()).toList());
    assertEquals(Map.of("paint", "==2"), problem.overrides());
    assertEquals(1, house.problems.size());
    install("brick");
    assertEquals("block 9, brick 9, rich 9", house.contents());
  }

  @Test
  void a_runtime_in_the_range_of_the_project_stays() throws Exception {
    install("toy@2", "toy:brick");
    project(List.of("block"), List.of(), ">=1");
    install();
    assertEquals(List.of("toy 2.0"), runtimes());
    project(List.of("block"), List.of(), "<2");
    install();
    assertEquals(List.of("toy 1.0"), runtimes());
    project(List.of("block"), List.of(), ">7");
    assertEquals("runtime.not-found", refused(() -> install()));
  }

  @Test
  void a_runtime_that_is_asked_for_must_be_in_the_range_of_the_project() throws Exception {
    project(List.of("block"), List.of(), ">=2");
    Refusal refusal = assertThrows(Refusal.class, () -> install("toy@1"));
    assertEquals("resolve.runtime-conflict", refusal.diagnostic().code());
    assertEquals(List.of("you asked for toy@1"), refusal.diagnostic().details());
    assertEquals("`toy@2.0` is in it", refusal.diagnostic().hint());
    install("toy@2");
    assertEquals(List.of("toy 2.0"), runtimes());
  }

  @Test
  void a_revert_brings_all_languages_back() {
    install("toy:block==1", "rich==1");
    install("toy:block==2", "rich==2");
    house.generations.revert(house.caller(false), "main", OptionalInt.of(1), false);
    assertEquals("block 1, rich 1", house.contents());
    assertEquals(List.of("toy:block==1", "python:rich==1"), house.roots());
  }

  @Test
  void a_lock_of_both_languages_makes_the_same_elsewhere() throws Exception {
    toy.needs.put("block 1", List.of("python:rich==2"));
    install("toy:block==1", "flask");
    String lock = house.generations.lock(house.caller(false), "main", house.work);
    Path file = Files.writeString(house.work.resolve("omnipkg.lock"), lock);
    house.generations.sync(
        house.caller(false),
        new Generations.SyncRequest("other", file, Sourcing.CONFIGURED, false));
    State other = house.environments.current("other").orElseThrow().state();
    assertEquals(state().edges().size(), other.edges().size());
    assertTrue(other.edges().containsAll(state().edges()));
    assertEquals(lock, house.generations.lock(house.caller(false), "other", house.work));
    Receipt again =
        house.generations.sync(
            house.caller(false),
            new Generations.SyncRequest("other", file, Sourcing.CONFIGURED, false));
    assertEquals(again.previous(), again.generation());
  }

  @Test
  void a_resolver_is_asked_where_there_is_one_of_that_name() {
    house.languages.own.put("toy other", toy);
    house.install.run(
        house.caller(false), SmallHouse.request(Optional.of("other"), "toy:block", "toy:brick"));
    assertEquals(Map.of("toy", "other"), state().resolvers());
    assertEquals(
        "resolver.unknown",
        refused(
            () ->
                house.install.run(
                    house.caller(false),
                    SmallHouse.request(Optional.of("nobody"), "toy:block==2"))));
  }
}
