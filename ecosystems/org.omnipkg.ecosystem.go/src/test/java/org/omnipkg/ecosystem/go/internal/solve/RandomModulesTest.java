package org.omnipkg.ecosystem.go.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.model.Node;
import org.omnipkg.model.Resolution;

/** Our selection in worlds made by chance, held against the definition of it. */
class RandomModulesTest {
  private static final int WORLDS = 200;

  @TempDir Path folder;

  private SmallProxy proxy(RandomModules world) {
    SmallProxy proxy = new SmallProxy(folder);
    world.mods().forEach((m, mod) -> proxy.file(m.path(), m.version(), mod.text()));
    world.replaced().forEach((what, by) -> proxy.override(what, by.toString()));
    world.excluded().forEach(one -> proxy.constraint(one.path() + "!=" + one.version()));
    return proxy;
  }

  /** A world that was solved. */
  private record Solved(RandomModules world, Map<String, String> found) {
    static Solved of(RandomModules world, Resolution resolution) {
      Map<String, String> found = new TreeMap<>();
      for (Node node : resolution.nodes()) {
        found.put(node.pin().name().name(), node.pin().version());
      }
      return new Solved(world, found);
    }

    Set<Version> modules() {
      Set<Version> modules = new LinkedHashSet<>();
      found.forEach((path, version) -> modules.add(new Version(path, version)));
      return modules;
    }

    /** What the definition has of these modules in the build list of a project. */
    Map<String, String> among(Set<Version> required) {
      Map<String, String> list = world.list(required);
      list.keySet().retainAll(found.keySet());
      return list;
    }

    @Override
    public String toString() {
      return world + "found " + found;
    }
  }

  @Test
  void build_lists_are_those_of_the_definition() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomModules world = new RandomModules(new Random(seed), false);
      assertEquals(
          world.list(world.roots()), proxy(world).buildList(world.roots()), seed + " " + world);
    }
  }

  @Test
  void an_environment_has_what_can_be_imported_at_versions_that_no_project_would_raise() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomModules world = new RandomModules(new Random(seed), false);
      Set<Version> asked = world.roots();
      Solved solved = Solved.of(world, proxy(world).solved(words(asked, ">=")));
      assertEquals(solved.among(solved.modules()), solved.found(), solved.toString());
      Set<String> paths = RandomModules.greatest(asked).keySet();
      assertEquals(
          world.importable(paths, solved.found()), solved.found().keySet(), solved.toString());
      Set<Version> demanded = world.below(asked);
      demanded.addAll(asked);
      assertTrue(demanded.containsAll(solved.modules()), "nobody demands that in " + solved);
    }
  }

  @Test
  void among_modules_that_do_not_list_all_they_need_the_build_list_has_it_all() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomModules world = new RandomModules(new Random(seed), true);
      Set<Version> asked = world.roots();
      Solved solved = Solved.of(world, proxy(world).solved(words(asked, ">=")));
      assertEquals(solved.among(asked), solved.found(), solved.toString());
    }
  }

  @Test
  void versions_that_are_named_are_chosen_or_there_is_a_greater_demand() {
    int refused = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomModules world = new RandomModules(new Random(seed), false);
      Set<Version> asked = world.roots();
      var outcome = proxy(world).solve(words(asked, "@"));
      if (outcome.solved().isPresent()) {
        Solved solved = Solved.of(world, outcome.solved().get());
        assertTrue(solved.modules().containsAll(asked), solved.toString());
      } else {
        refused++;
        Set<Version> demanded = world.below(asked);
        demanded.addAll(asked);
        Map<String, String> most = RandomModules.greatest(demanded);
        assertTrue(
            asked.stream().anyMatch(root -> !root.version().equals(most.get(root.path()))),
            world.toString());
      }
      if (!world.list(asked).entrySet().containsAll(RandomModules.greatest(asked).entrySet())) {
        assertTrue(outcome.solved().isEmpty(), world.toString());
      }
    }
    assertTrue(refused > WORLDS / 4 && refused < WORLDS, "a lopsided lot: " + refused);
  }

  private static String[] words(Set<Version> asked, String by) {
    return asked.stream().map(one -> one.path() + by + one.version()).toArray(String[]::new);
  }
}
