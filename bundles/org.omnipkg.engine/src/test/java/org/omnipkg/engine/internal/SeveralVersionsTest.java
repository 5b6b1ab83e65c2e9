package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Receipt;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Solver;

class SeveralVersionsTest extends VersionScene {
  private static Receipt sorted(Receipt receipt) {
    List<Receipt.Change> changes =
        receipt.changes().stream()
            .sorted(
                java.util.Comparator.comparing((Receipt.Change c) -> !c.active())
                    .thenComparing(Receipt.Change::name))
            .toList();
    return new Receipt(
        receipt.environment(),
        receipt.generation(),
        receipt.previous(),
        receipt.runtime(),
        changes,
        false,
        0,
        receipt.took());
  }

  /** Answers flask 9 with these digests. */
  private Solver with(Map<String, String> hashes) {
    return (problem, facts, desk) -> {
      Artifact plain = house.fetcher.offer("flask-9.whl", "wheel", "other");
      Artifact artifact =
          new Artifact(plain.filename(), "wheel", plain.location(), hashes, plain.size(), Map.of());
      Pin pin = new Pin(SmallHouse.name("flask"), "9");
      Node node = new Node("flask", pin, Optional.of(artifact), java.util.Set.of(), "index");
      return Outcome.solved(SmallHouse.only(node));
    };
  }

  private static InstallRequest over(String word, Optional<String> index, boolean prereleases) {
    return new InstallRequest(
        "main",
        List.of(word),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        index,
        List.of(),
        List.of(),
        prereleases,
        false,
        true,
        false);
  }

  @Test
  void of_several_versions_the_last_is_active_and_each_has_its_own_closure() {
    Receipt receipt = install("rich==1", "rich==2");
    assertEquals("mark 9, paint 9, rich 2", house.contents());
    assertEquals("rich 1", house.kept());
    assertEquals(List.of("python:rich==2"), house.roots());
    assertEquals("mark ->9, paint ->9, rich ->2, rich ->1 kept", told(receipt));
    State.Kept kept = house.environments.current("main").orElseThrow().state().kept().get(0);
    assertEquals("python:rich==1", kept.root());
    assertEquals(
        List.of("rich 1", "mark 1"),
        kept.nodes().stream().map(n -> n.id() + " " + n.pin().version()).toList());
    assertEquals(java.util.Set.of("rich", "mark"), kept.trees().keySet());
  }

  @Test
  void the_same_versions_again_need_no_lock_and_no_solver() {
    install("rich==1", "rich==2");
    int holds = house.environments.holds;
    assertFalse(install("rich==1", "rich==2").changed());
    assertFalse(install("rich").changed());
    assertEquals(holds, house.environments.holds);
    assertEquals(2, solves());
  }

  @Test
  void versions_that_mean_different_runtimes_are_one_demand() {
    install("rich==1; python_version<'3.10'", "rich==2; python_version>='3.10'");
    assertEquals("mark 9, paint 9, rich 2", house.contents());
    assertEquals("", house.kept());
    assertEquals(2, house.roots().size());
    swap("python", "3.9");
    assertEquals("mark 1, rich 1", house.contents());
  }

  @Test
  void words_for_another_runtime_do_not_displace_what_is_here() {
    install("rich==2");
    install("rich==1; python_version<'3.10'");
    assertEquals(List.of("python:rich==2"), house.roots());
    assertEquals(1, house.generations());
  }

  @Test
  void a_later_install_replaces_a_single_version_and_keeps_one_of_several() {
    install("rich==1");
    install("rich==2");
    assertEquals("", house.kept());
    install("rich==1", "rich==2");
    assertEquals("rich 1", house.kept());
    install("rich==9");
    assertEquals("rich 9", house.contents());
    assertEquals("rich 1, rich 2", house.kept());
  }

  @Test
  void installing_a_kept_version_makes_it_active_without_the_solver() {
    install("rich==1", "rich==2");
    int before = solves();
    install("rich==1");
    assertEquals("mark 1, rich 1", house.contents());
    assertEquals("rich 2", house.kept());
    assertEquals(before, solves());
  }

  @Test
  void one_of_two_versions_goes_and_the_solver_is_not_asked() {
    install("rich==1", "rich==2");
    int before = solves();
    assertEquals("rich 1>- kept", told(uninstall("rich==1")));
    assertEquals("mark 9, paint 9, rich 2", house.contents());
    assertEquals("", house.kept());
    assertEquals(before, solves());
  }

  @Test
  void when_the_active_version_goes_the_one_kept_last_takes_its_place() {
    install("rich==1", "rich==9", "rich==2");
    int before = solves();
    Receipt receipt = uninstall("rich==2");
    assertEquals("mark 9>-, paint 9>-, rich 2>9, rich 9>- kept", told(sorted(receipt)));
    assertEquals("rich 9", house.contents());
    assertEquals("rich 1", house.kept());
    assertEquals(List.of("python:rich==9"), house.roots());
    uninstall("rich==9");
    assertEquals("mark 1, rich 1", house.contents());
    assertEquals(before, solves());
  }

  @Test
  void a_bare_name_takes_all_its_versions() {
    install("rich==1", "rich==2", "app");
    uninstall("rich");
    assertEquals("app 9, mark 9", house.contents());
    assertEquals("", house.kept());
    assertEquals(List.of("python:app"), house.roots());
  }

  @Test
  void a_version_that_is_not_here_cannot_be_uninstalled() {
    install("rich==1", "rich==2");
    assertEquals("uninstall.not-installed", refused(() -> uninstall("rich==7")));
  }

  @Test
  void an_index_or_resolver_named_on_the_command_line_is_asked_unless_one_version_is_named() {
    install("rich==2");
    int before = solves();
    house.install.run(house.caller(false), over("rich==2", Optional.of("folder"), false));
    assertEquals(before, solves());
    house.install.run(house.caller(false), over("rich", Optional.of("folder"), false));
    assertEquals(before + 1, solves());
    house.install.run(house.caller(false), over("rich", Optional.empty(), true));
    assertEquals(before + 2, solves());
    assertTrue(house.problems.get(before + 1).prereleases());
  }

  @Test
  void an_answer_equal_to_what_is_here_makes_no_generation() {
    install("rich==1", "rich==2");
    Receipt receipt =
        house.install.run(
            house.caller(false), SmallHouse.request(true, false, "rich==1", "rich==2"));
    assertEquals(3, solves());
    assertFalse(receipt.changed());
    assertEquals(1, house.generations());
  }

  @Test
  void a_file_is_the_same_unless_a_digest_says_otherwise() {
    install("flask");
    house.languages.solvers.put("small", with(Map.of()));
    house.install.run(house.caller(false), SmallHouse.request(true, false, "flask"));
    assertEquals(1, house.generations());
    String digest = house.fetcher.offer("flask-9.whl", "wheel", "other").hashes().get("sha256");
    house.languages.solvers.put("small", with(Map.of("sha256", digest)));
    house.install.run(house.caller(false), SmallHouse.request(true, false, "flask"));
    assertEquals(2, house.generations());
  }

  @Test
  void the_list_shows_every_version_and_what_only_a_kept_one_needs() {
    install("rich==1", "rich==2");
    List<String> lines =
        new PackageFlows(
                house.install,
                house.swap,
                house.uninstall,
                house.languages,
                house.environments,
                house.disk)
            .list(house.caller(false), "main").stream()
                .map(
                    one ->
                        one.name()
                            + " "
                            + one.version()
                            + (one.active() ? " active" : "")
                            + (one.requested() ? " requested" : ""))
                .toList();
    assertEquals(
        List.of(
            "mark 9 active",
            "mark 1",
            "paint 9 active",
            "rich 2 active requested",
            "rich 1 requested"),
        lines);
  }
}
