package org.omnipkg.ecosystem.python.internal.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;

class PaperRegistryTest {
  private final PaperFacts facts = new PaperFacts(new PaperDesk(new PaperRegistry()));

  private Release newest(int project) {
    Listing listing = facts.releases(new PackageName("python", PaperRegistry.name(project)));
    return listing.releases().get(listing.releases().size() - 1);
  }

  @Test
  void the_newest_release_of_each_project_needs_the_next_two() {
    for (int project = 0; project < PaperRegistry.PROJECTS; project++) {
      Manifest manifest = facts.manifest(newest(project)).value().orElseThrow();
      Set<String> needed =
          manifest.features().get("").stream()
              .map(Dependency::target)
              .map(PackageName::name)
              .collect(Collectors.toSet());
      assertEquals(Math.min(2, PaperRegistry.PROJECTS - 1 - project), needed.size());
      for (String name : needed) {
        assertTrue(!facts.releases(new PackageName("python", name)).releases().isEmpty());
      }
    }
  }

  @Test
  void nobody_else_is_asked() {
    Listing unknown = facts.releases(new PackageName("python", "numpy"));
    assertTrue(unknown.releases().isEmpty());
  }

  @Test
  void a_solver_is_given_a_problem_it_can_look_into() {
    boolean solved =
        new PythonPractice()
            .solve(
                (problem, world, desk) -> {
                  PackageName root = problem.roots().get(0).target();
                  assertEquals(40, world.releases(root).releases().size());
                  assertTrue(newest(0).usable().holds(problem.target()));
                  return new Outcome(
                      Optional.of(new Resolution(List.of(), List.of(), Set.of())),
                      List.of(),
                      Optional.empty(),
                      List.of());
                });
    assertEquals(false, solved, "nothing was chosen");
  }
}
