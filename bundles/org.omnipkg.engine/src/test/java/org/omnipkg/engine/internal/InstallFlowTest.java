package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Solver;

class InstallFlowTest {
  @TempDir private Path home;
  private SmallHouse house;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
  }

  private Receipt install(String... words) {
    return house.install.run(house.caller(), SmallHouse.request(words));
  }

  private void refuseToSolve() {
    Solver no = (p, f, d) -> Outcome.unsolvable(Derivation.leaf("it cannot be", ""));
    house.languages.solvers.put("small", no);
  }

  @Test
  void a_first_install_makes_the_first_generation_with_its_trees() {
    Receipt receipt = install("flask", "rich==2");
    assertEquals("flask 9, rich 2", house.contents());
    assertEquals(List.of("python:flask", "python:rich==2"), house.roots());
    assertEquals("0 > 1", receipt.previous() + " > " + receipt.generation());
    assertEquals("flask 9".length() + "rich 2".length(), receipt.downloadedBytes());
    assertEquals(2, house.store.trees("small").size());
    assertEquals(
        java.util.Set.of("flask", "rich"),
        house.environments.current("main").orElseThrow().state().trees().keySet());
  }

  @Test
  void what_is_there_already_needs_no_lock_and_no_solver() {
    install("flask");
    int holds = house.environments.holds;
    refuseToSolve();
    Receipt receipt = install("flask");
    assertFalse(receipt.changed());
    assertEquals("1 > 1", receipt.previous() + " > " + receipt.generation());
    assertEquals(holds, house.environments.holds);
  }

  @Test
  void an_upgrade_of_what_is_there_asks_the_solver_without_preferences() {
    install("flask==1");
    install("flask");
    assertEquals("flask 1", house.contents());
    house.install.run(house.caller(), SmallHouse.request(true, false, "flask"));
    assertEquals("flask 9", house.contents());
    assertEquals(Map.of(), house.problems.get(house.problems.size() - 1).preferred());
  }

  @Test
  void earlier_requests_are_kept_and_their_versions_preferred() {
    install("flask==1");
    install("rich");
    assertEquals(List.of("python:flask==1", "python:rich"), house.roots());
    assertEquals("flask 1, rich 9", house.contents());
    assertEquals(Map.of(SmallHouse.name("flask"), "1"), house.problems.get(1).preferred());
  }

  @Test
  void a_request_takes_the_place_of_the_earlier_one_of_its_name() {
    install("flask==1", "rich");
    install("Flask==2");
    assertEquals(List.of("python:Flask==2", "python:rich"), house.roots());
    assertEquals("flask 2, rich 9", house.contents());
  }

  @Test
  void two_requests_of_one_name_in_one_command_are_both_handed_to_the_solver() {
    install("flask>=1", "flask<3");
    assertEquals(List.of("python:flask>=1", "python:flask<3"), house.roots());
    install("rich");
    assertEquals(List.of("python:flask>=1", "python:flask<3", "python:rich"), house.roots());
  }

  @Test
  void a_dry_run_tells_the_changes_and_makes_none() {
    Receipt receipt = house.install.run(house.caller(), SmallHouse.request(false, true, "flask"));
    assertTrue(receipt.dryRun());
    assertEquals("flask", receipt.changes().get(0).name());
    assertEquals(List.of(), house.environments.names());
    assertEquals(List.of(), house.fetcher.downloads);
  }

  @Test
  void a_refused_solve_leaves_the_environment_untouched_and_says_where_it_was_asked() {
    install("flask==1");
    refuseToSolve();
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> house.install.run(house.caller(false), SmallHouse.request("rich")));
    assertEquals("resolve.no-solution", refusal.diagnostic().code());
    assertEquals(List.of("asked for earlier", "word 1"), refusal.diagnostic().details());
    assertEquals(1, house.environments.generations("main").size());
    assertEquals("flask 1", house.contents());
  }

  @Test
  void a_failed_download_leaves_the_environment_untouched() {
    install("flask==1");
    Solver unreachable =
        (p, f, d) -> {
          Outcome outcome = Outcome.solved(SmallHouse.only(house.node("rich", "9")));
          house.fetcher.bytes.clear();
          return outcome;
        };
    house.languages.solvers.put("small", unreachable);
    Refusal refusal = assertThrows(Refusal.class, () -> install("rich"));
    assertEquals("fetch.no-network", refusal.diagnostic().code());
    assertEquals(1, house.environments.generations("main").size());
  }

  @Test
  void an_unknown_resolver_is_refused_before_anything_changes() {
    house.settings.values.put("resolver", "other");
    Refusal refusal = assertThrows(Refusal.class, () -> install("rich"));
    assertEquals("resolver.unknown", refusal.diagnostic().code());
    assertEquals(List.of(), house.environments.names());
  }

  @Test
  void the_python_of_the_settings_is_asked_for_only_when_none_is_there_yet() {
    house.settings.values.put("python", "3.11");
    install("flask");
    assertEquals(Optional.of("3.11"), house.runtimes.wanted);
    house.settings.values.put("python", "3.12");
    install("rich");
    assertEquals(Optional.of("3.11"), house.runtimes.wanted);
  }

  @Test
  void hashes_of_a_file_are_handed_to_the_solver_even_when_the_name_is_there() throws Exception {
    install("flask==1");
    String digest = "sha256:" + "0".repeat(64);
    Files.writeString(house.work.resolve("needs.txt"), "flask==1 --hash=" + digest + "\n");
    InstallRequest plain = SmallHouse.request();
    house.install.run(
        house.caller(),
        new InstallRequest(
            "main",
            List.of(),
            List.of(Path.of("needs.txt")),
            plain.python(),
            plain.resolver(),
            plain.indexes().stream().findFirst(),
            List.of(),
            List.of(),
            false,
            false,
            true,
            false));
    assertEquals(2, house.problems.size());
    assertEquals(1, house.problems.get(1).hashes().size());
  }

  @Test
  void a_swap_to_the_version_that_is_there_changes_nothing_and_to_another_solves_again() {
    install("flask==1");
    house.swap.run(
        house.caller(),
        new SwapRequest("main", List.of("python@3.11"), List.of(), Sourcing.CONFIGURED, false));
    assertEquals(1, house.environments.generations("main").size());
    Runtime here = house.runtimes.runtime;
    house.runtimes.other =
        Optional.of(
            new Runtime("python", "cpython", "3.12.1", here.executable(), home, "path", Map.of()));
    house.swap.run(
        house.caller(),
        new SwapRequest("main", List.of("python@3.12"), List.of(), Sourcing.CONFIGURED, false));
    assertEquals(Optional.of("3.12"), house.runtimes.wanted);
    assertEquals(2, house.environments.generations("main").size());
    assertEquals("flask 1", house.contents());
  }

  @Test
  void a_swap_of_an_unknown_runtime_or_environment_is_refused() {
    SwapRequest what =
        new SwapRequest("main", List.of("cobol@85"), List.of(), Sourcing.CONFIGURED, false);
    Refusal runtime = assertThrows(Refusal.class, () -> house.swap.run(house.caller(), what));
    assertEquals("swap.unknown-runtime", runtime.diagnostic().code());
    SwapRequest where =
        new SwapRequest("nowhere", List.of("python@3.11"), List.of(), Sourcing.CONFIGURED, false);
    Refusal environment = assertThrows(Refusal.class, () -> house.swap.run(house.caller(), where));
    assertEquals("environment.unknown", environment.diagnostic().code());
  }
}
