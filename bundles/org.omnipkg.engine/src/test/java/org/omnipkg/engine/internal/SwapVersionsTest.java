package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Receipt;

class SwapVersionsTest extends VersionScene {
  @Test
  void a_switch_between_known_versions_asks_no_solver_and_takes_along_what_each_needs() {
    install("rich==1", "rich==2");
    int before = solves();
    house.fetcher.downloads.clear();
    Receipt receipt = swap("rich==1");
    assertEquals("mark 1, rich 1", house.contents());
    assertEquals("mark 9>1, rich 2>1, paint 9>-, rich ->2 kept, rich 1>- kept", told(receipt));
    swap("rich==2");
    assertEquals("mark 1, paint 9, rich 2", house.contents());
    assertEquals("rich 1", house.kept());
    assertEquals(List.of("python:rich==2"), house.roots());
    assertEquals(before, solves());
    assertEquals(List.of(), house.fetcher.downloads);
  }

  @Test
  void a_name_and_its_version_may_be_two_words() {
    install("rich==1", "rich==2");
    swap("rich", "1");
    assertEquals("mark 1, rich 1", house.contents());
    assertFalse(swap("rich", "1").changed());
  }

  @Test
  void a_version_that_is_not_here_is_solved_and_the_former_one_kept() {
    install("rich");
    assertEquals("rich 9", house.contents());
    swap("rich==2");
    assertEquals("mark 9, paint 9, rich 2", house.contents());
    assertEquals("rich 9", house.kept());
    assertEquals(
        "python:rich==9",
        house.environments.current("main").orElseThrow().state().kept().get(0).root());
    int before = solves();
    swap("rich==9");
    assertEquals("rich 9", house.contents());
    assertEquals(before, solves());
  }

  @Test
  void what_another_needs_stops_the_short_way_and_the_solver_is_asked() {
    install("rich==1", "rich==2");
    install("app");
    int before = solves();
    assertEquals("resolve.no-solution", refused(() -> swap("rich==1")));
    assertEquals(before + 1, solves());
    assertEquals("app 9, mark 9, paint 9, rich 2", house.contents());
  }

  @Test
  void where_known_packages_do_not_fit_together_the_solver_finds_others() {
    install("rich==1", "rich==2");
    house.needs.put("tool 9", List.of("mark==1", "paint==2"));
    install("tool", "rich==1");
    house.needs.put("rich 3", List.of("mark==1"));
    int before = solves();
    swap("rich==3");
    assertEquals(before + 1, solves());
    assertEquals("mark 1, paint 2, rich 3, tool 9", house.contents());
    assertEquals("rich 2, rich 1", house.kept());
  }

  @Test
  void what_was_only_needed_can_be_swapped_and_is_asked_for_from_then_on() {
    install("rich==2");
    swap("mark==2");
    assertEquals("mark 2, paint 9, rich 2", house.contents());
    assertEquals("mark 9", house.kept());
    assertEquals(List.of("python:rich==2", "python:mark==2"), house.roots());
  }

  @Test
  void a_swap_names_one_version_of_something_here() {
    install("rich==1", "rich==2");
    assertEquals("swap.no-version", refused(() -> swap("rich>=1")));
    assertEquals("swap.no-version", refused(() -> swap("rich")));
    assertEquals("swap.not-installed", refused(() -> swap("ritch==1")));
    assertEquals("usage.missing-argument", refused(() -> swap("python")));
    assertEquals("usage.unexpected-argument", refused(() -> swap("rich==1", "2")));
    assertEquals("usage.unexpected-argument", refused(() -> swap("python", "3.9", "3.11")));
  }

  @Test
  void a_swap_of_the_runtime_solves_the_kept_versions_too() {
    install("rich==1", "rich==2");
    Receipt receipt = swap("python", "3.9");
    assertEquals(Optional.of("cpython 3.9.18 (path)"), receipt.runtime());
    assertEquals(Optional.of("cpython 3.11.4 (path)"), receipt.formerRuntime());
    assertEquals("mark 9, paint 9, rich 2", house.contents());
    assertEquals("rich 1", house.kept());
    assertEquals(4, solves());
    assertEquals(
        "3.9.18", house.problems.get(3).target().runtime("python").orElseThrow().version());
  }

  @Test
  void a_kept_version_that_cannot_exist_on_the_runtime_stops_the_swap_by_name() {
    install("rich==1", "rich==2");
    house.impossible.add("rich 1 on 3.9.18");
    assertEquals("swap.kept-does-not-fit", refused(() -> swap("python", "3.9")));
    uninstall("rich==1");
    swap("python", "3.9");
    assertEquals("mark 9, paint 9, rich 2", house.contents());
  }

  @Test
  void runtime_and_version_move_together_and_what_cannot_follow_is_not_kept() {
    install("rich==2");
    house.impossible.add("rich 2 on 3.9.18");
    swap("python", "3.9", "rich", "1");
    assertEquals("mark 1, rich 1", house.contents());
    assertEquals("", house.kept());
    assertEquals(
        "3.9.18",
        house.environments.current("main").orElseThrow().state().runtimes().get(0).version());
  }
}
