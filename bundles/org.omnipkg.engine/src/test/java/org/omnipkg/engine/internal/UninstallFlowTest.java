package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

class UninstallFlowTest {
  @TempDir private Path home;
  private SmallHouse house;

  /** flask needs click and shared; rich needs shared; loop one and two need each other. */
  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    house.environments.add(
        "main",
        house.state(
            List.of("python:flask>=1", "python:rich", "python:one", "python:shared"),
            List.of(
                house.node("flask", "1"),
                house.node("click", "1"),
                house.node("rich", "1"),
                house.node("one", "1"),
                house.node("two", "1"),
                house.node("shared", "1")),
            SmallHouse.edge("", "flask"),
            SmallHouse.edge("", "rich"),
            SmallHouse.edge("", "one"),
            SmallHouse.edge("", "shared"),
            SmallHouse.edge("flask", "click"),
            SmallHouse.edge("flask", "shared"),
            SmallHouse.edge("rich", "shared"),
            SmallHouse.edge("one", "two"),
            SmallHouse.edge("two", "one")));
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
  }

  private Receipt uninstall(boolean dryRun, String... words) {
    return house.uninstall.run(
        house.caller(), new UninstallRequest("main", List.of(words), dryRun));
  }

  private String refused(String... words) {
    Refusal refusal = assertThrows(Refusal.class, () -> uninstall(false, words));
    assertEquals(1, house.environments.generations("main").size());
    return refusal.diagnostic().code() + " " + refusal.diagnostic().details();
  }

  @Test
  void what_nobody_needs_any_more_goes_and_what_another_needs_stays() {
    Receipt receipt = uninstall(false, "Flask");
    assertEquals("one 1, rich 1, shared 1, two 1", house.contents());
    assertEquals(List.of("python:rich", "python:one", "python:shared"), house.roots());
    assertEquals("1 > 2", receipt.previous() + " > " + receipt.generation());
    assertEquals(
        List.of("click", "flask"), receipt.changes().stream().map(Receipt.Change::name).toList());
  }

  @Test
  void packages_that_only_need_each_other_go_together() {
    uninstall(false, "one");
    assertEquals("click 1, flask 1, rich 1, shared 1", house.contents());
  }

  @Test
  void a_package_asked_for_and_needed_is_forgotten_as_a_request_but_stays() {
    Receipt receipt = uninstall(false, "shared");
    assertEquals(List.of(), receipt.changes());
    assertEquals(List.of("python:flask>=1", "python:rich", "python:one"), house.roots());
    assertEquals(
        "uninstall.needed [flask 1 needs shared, rich 1 needs shared]", refusedNow("shared"));
  }

  private String refusedNow(String word) {
    Refusal refusal = assertThrows(Refusal.class, () -> uninstall(false, word));
    return refusal.diagnostic().code() + " " + refusal.diagnostic().details();
  }

  @Test
  void what_others_need_is_refused_naming_them() {
    assertEquals("uninstall.needed [flask 1 needs click]", refused("click"));
  }

  @Test
  void what_is_not_there_is_refused_and_nothing_else_goes() {
    assertEquals("uninstall.not-installed []", refused("flask", "numpy"));
  }

  @Test
  void everything_can_go() {
    uninstall(false, "flask", "rich", "one", "shared");
    assertEquals("", house.contents());
    assertEquals(List.of(), house.roots());
  }

  @Test
  void a_dry_run_tells_the_changes_and_makes_none() {
    Receipt receipt = uninstall(true, "rich");
    assertEquals(List.of("rich"), receipt.changes().stream().map(Receipt.Change::name).toList());
    assertEquals(1, receipt.generation());
    assertEquals(1, house.environments.generations("main").size());
  }

  @Test
  void an_unknown_environment_is_refused_without_a_lock() {
    UninstallRequest request = new UninstallRequest("nowhere", List.of("flask"), false);
    Refusal refusal =
        assertThrows(Refusal.class, () -> house.uninstall.run(house.caller(), request));
    assertEquals("environment.unknown", refusal.diagnostic().code());
    assertEquals(0, house.environments.holds);
  }

  @Test
  void what_may_be_left_out_and_is_not_here_is_taken_out_of_the_requests_and_of_other_platforms()
      throws Exception {
    ToyLanguage toy = ToyLanguage.learnt(house, home);
    Node ball = toy.node("ball", "1");
    Node doll = toy.node("doll", "2");
    Edge wish = new Edge("", doll.id(), Tie.OPTIONAL, Role.RUN, "doll" + ToyLanguage.OPTIONAL, "");
    Edge need = new Edge("", ball.id(), Tie.NEEDS, Role.RUN, "ball", "");
    house.environments.add(
        "main",
        house
            .state(List.of("toy:ball", "toy:doll" + ToyLanguage.OPTIONAL), List.of(ball), need)
            .draft()
            .runtimes(List.of(house.runtimes.others.get(0)))
            .elsewhere(Map.of("toy", new Elsewhere(List.of(doll), List.of(wish))))
            .state());
    uninstall(false, "toy:doll");
    assertEquals(List.of("toy:ball"), house.roots());
    assertEquals(
        Elsewhere.NOTHING,
        house.environments.current("main").orElseThrow().state().elsewhere().get("toy"));
  }

  /** Ball 1 under the name small, ball 2 under its own, ball 3 under the name third. */
  private void furnishWithOtherNames() throws Exception {
    ToyLanguage toy = ToyLanguage.learnt(house, home);
    List<Node> balls = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    List<String> words = List.of("ball==1 as small", "ball==2", "ball==3 as third");
    for (int i = 1; i <= words.size(); i++) {
      Node one = toy.node("ball", String.valueOf(i));
      Node placed = new Node("place " + i, one.pin(), one.artifact(), Set.of(), one.source());
      balls.add(placed);
      edges.add(new Edge("", placed.id(), Tie.NEEDS, Role.RUN, words.get(i - 1), ""));
    }
    house.environments.add(
        "main",
        house
            .state(
                words.stream().map(word -> "toy:" + word).toList(),
                balls,
                edges.toArray(new Edge[0]))
            .draft()
            .runtimes(List.of(house.runtimes.others.get(0)))
            .state());
  }

  @Test
  void a_package_under_another_name_goes_by_that_name_and_leaves_its_like() throws Exception {
    furnishWithOtherNames();
    uninstall(false, "toy:small");
    assertEquals("ball 2, ball 3", house.contents());
    assertEquals(List.of("toy:ball==2", "toy:ball==3 as third"), house.roots());
    uninstall(false, "third");
    assertEquals(List.of("toy:ball==2"), house.roots());
  }

  @Test
  void a_package_under_its_own_name_goes_and_leaves_its_like_under_others() throws Exception {
    furnishWithOtherNames();
    uninstall(false, "toy:ball");
    assertEquals("ball 1, ball 3", house.contents());
    assertEquals(List.of("toy:ball==1 as small", "toy:ball==3 as third"), house.roots());
    uninstall(false, "toy:ball==3");
    assertEquals(List.of("toy:ball==1 as small"), house.roots());
  }
}
