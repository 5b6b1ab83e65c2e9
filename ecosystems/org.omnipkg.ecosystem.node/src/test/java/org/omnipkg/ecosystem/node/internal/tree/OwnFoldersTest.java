package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;

class OwnFoldersTest {
  @TempDir Path folder;
  private SmallRegistry world;

  @BeforeEach
  void emptyRegistry() throws IOException {
    world = new SmallRegistry(Files.createDirectories(folder.resolve("scratch")));
  }

  private String member(String name, String members) throws IOException {
    Path place = Files.createDirectories(folder.resolve("packages").resolve(name));
    Files.writeString(
        place.resolve("package.json"),
        ("{'name': '" + name + "'" + members + "}").replace('\'', '"'));
    return name + "@" + place.toUri();
  }

  @Test
  void members_find_each_other_and_are_solved_together_with_what_they_are_worked_on_with()
      throws IOException {
    world.release("x", "1.0.0").release("x", "2.0.0").release("b", "1.0.0").release("y", "1.0.0");
    String a =
        member(
            "a",
            ", 'version': '1.0.0', 'dependencies': {'b': '^1.0.0', 'x': '^1'},"
                + " 'devDependencies': {'y': '*'}");
    String b = member("b", ", 'version': '1.2.0', 'dependencies': {'x': '^2'}");
    assertEquals(
        Map.of("a", "1.0.0", "b", "1.2.0", "x", "1.0.0", "b > x", "2.0.0", "y", "1.0.0"),
        world.tree(a, b));
    Node node = world.solve(a, b).solved().orElseThrow().node("node_modules/a").orElseThrow();
    Artifact artifact = node.artifact().orElseThrow();
    assertEquals("folder", artifact.format());
    assertEquals(folder.resolve("packages/a").toUri(), artifact.location());
  }

  @Test
  void a_member_that_does_not_fit_a_range_is_not_taken_for_it() throws IOException {
    world.release("b", "2.0.0");
    String a = member("a", ", 'dependencies': {'b': '^2'}");
    String b = member("b", ", 'version': '1.0.0'");
    assertEquals(Map.of("a", "0.0.0", "b", "1.0.0", "a > b", "2.0.0"), world.tree(a, b));
  }

  @Test
  void the_word_of_other_clients_for_a_member_means_any_version() throws IOException {
    String a = member("a", ", 'dependencies': {'b': 'workspace:^'}");
    String b = member("b", "");
    assertEquals(Map.of("a", "0.0.0", "b", "0.0.0"), world.tree(a, b));
  }

  @Test
  void places_a_folder_names_start_in_it() throws IOException {
    String a = member("a", ", 'dependencies': {'c': 'file:../c'}");
    member("c", ", 'version': '3.0.0'");
    assertEquals(Map.of("a", "0.0.0", "c", "3.0.0"), world.tree(a));
  }

  @Test
  void a_folder_of_another_package_is_refused() throws IOException {
    String words = member("a", "").replaceFirst("^a@", "other@");
    Refusal refusal = assertThrows(Refusal.class, () -> world.solve(words));
    assertEquals("npm.identity", refusal.diagnostic().code());
  }
}
