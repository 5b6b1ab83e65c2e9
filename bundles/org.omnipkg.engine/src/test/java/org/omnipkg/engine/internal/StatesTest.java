package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Receipt;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;

class StatesTest {
  @TempDir private Path home;
  private SmallHouse house;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
  }

  private String changes(List<Node> before, List<Node> after) {
    return States.changes(before, after, house.languages).stream()
        .map(c -> c.name() + " " + c.before().orElse("-") + " > " + c.after().orElse("-"))
        .collect(Collectors.joining(", "));
  }

  private static Node without(String name, String version) {
    return new Node(name, new Pin(SmallHouse.name(name), version), Optional.empty(), Set.of(), "");
  }

  @Test
  void what_came_went_and_moved_is_told_and_what_stayed_is_not() {
    assertEquals(
        "moved 1 > 2, new - > 1, gone 3 > -",
        changes(
            List.of(house.node("stays", "1"), house.node("moved", "1"), house.node("gone", "3")),
            List.of(house.node("stays", "1"), house.node("new", "1"), house.node("moved", "2"))));
  }

  @Test
  void of_a_name_with_several_versions_each_one_comes_and_goes() {
    Node six = house.node("semver", "6");
    Node seven = house.node("semver", "7");
    assertEquals("semver - > 6, semver - > 7", changes(List.of(), List.of(six, seven)));
    assertEquals("semver - > 6", changes(List.of(seven), List.of(six, seven)));
    assertEquals("semver 6 > -", changes(List.of(six, seven), List.of(seven)));
    assertEquals(
        "semver 6 > 5", changes(List.of(six, seven), List.of(seven, house.node("semver", "5"))));
  }

  @Test
  void a_node_without_files_is_no_change() {
    assertEquals("", changes(List.of(), List.of(without("virtual", "1"))));
    assertEquals("", changes(List.of(without("virtual", "1")), List.of()));
  }

  @Test
  void a_change_carries_its_package_url() {
    Receipt.Change change =
        States.changes(List.of(), List.of(house.node("flask", "2.3")), house.languages).get(0);
    assertEquals("pkg:pypi/flask@2.3", change.purl());
  }

  @Test
  void a_package_of_a_language_that_has_left_is_told_without_a_package_url() {
    Node flask = house.node("flask", "2.3");
    Node ruby =
        new Node(
            "rails",
            new Pin(new PackageName("ruby", "rails"), "8.0"),
            flask.artifact(),
            Set.of(),
            "");
    Receipt.Change change = States.changes(List.of(ruby), List.of(), house.languages).get(0);
    assertEquals(
        "ruby rails []", change.ecosystem() + " " + change.name() + " [" + change.purl() + "]");
  }

  @Test
  void an_unknown_environment_is_refused_naming_those_that_are_here() {
    Refusal none = assertThrows(Refusal.class, () -> States.existing(house.environments, "main"));
    assertEquals("environment.unknown", none.diagnostic().code());
    house.environments.add("other", house.state(List.of(), List.of()));
    Refusal some = assertThrows(Refusal.class, () -> States.existing(house.environments, "main"));
    assertTrue(some.diagnostic().hint().contains("other"));
  }

  @Test
  void a_runtime_whose_interpreter_has_gone_is_refused() {
    Runtime here = house.runtimes.runtime;
    assertEquals(here, States.present(here));
    Runtime gone =
        new Runtime("python", "cpython", "3.9.1", home.resolve("no"), home, "path", Map.of());
    Refusal refusal = assertThrows(Refusal.class, () -> States.present(gone));
    assertEquals("runtime.gone", refusal.diagnostic().code());
  }
}
