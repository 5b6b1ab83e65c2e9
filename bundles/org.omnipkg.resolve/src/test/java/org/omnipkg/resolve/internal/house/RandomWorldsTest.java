package org.omnipkg.resolve.internal.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.ToolDesk;

/**
 * Held against trying everything, on many small worlds of packages, extras and runtimes, of
 * pre-releases, withdrawn releases and sources, of constraints, overrides and versions to keep.
 */
class RandomWorldsTest {
  private static final int WORLDS = 2000;

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private java.nio.file.Path scratch;

  /** A world, a problem in it, and what the solver came to, with what it had built. */
  private record Solved(RandomWorld world, Problem problem, Optional<Resolution> resolution) {
    Everything everything(boolean sources) {
      return new Everything(world.world(), problem, sources);
    }

    Everything.Found found() {
      Map<PackageName, String> chosen = new TreeMap<>();
      String runtime = problem.target().runtimes().get(0).version();
      for (Node node : resolution.orElseThrow().nodes()) {
        if (node.pin().name().ecosystem().equals("runtime")) {
          runtime = node.pin().version();
        } else {
          chosen.put(node.pin().name(), node.pin().version());
        }
      }
      return new Everything.Found(runtime, chosen);
    }

    @Override
    public String toString() {
      return world
          + ": "
          + resolution.map(r -> found().toString()).orElse("nothing")
          + ", built "
          + problem.built().keySet();
    }
  }

  private Solved solved(int seed) {
    RandomWorld world = new RandomWorld(new Random(seed), "world " + seed);
    Desk desk =
        ToolDesk.of(scratch, List.of(), new Desk.Provisioned(scratch, Optional.empty(), ""));
    Problem problem = world.problem(Map.of());
    while (true) {
      Outcome outcome;
      try {
        outcome = new HouseSolver().solve(problem, world.world(), desk);
      } catch (Refusal hopeless) {
        assertTrue(hopeless.diagnostic().code().startsWith("resolve."), world + " " + hopeless);
        return new Solved(world, problem, Optional.empty());
      }
      if (outcome.wanting().isEmpty()) {
        outcome.unsolvable().ifPresent(why -> assertFalse(leaves(why).isEmpty(), world.toString()));
        return new Solved(world, problem, outcome.solved());
      }
      Map<Pin, Artifact> built = new HashMap<>(problem.built());
      for (Wanting wanting : outcome.wanting()) {
        Artifact made = PaperWorld.built(wanting.pin());
        assertTrue(built.put(wanting.pin(), made) == null, world + " " + wanting);
      }
      problem = world.problem(built);
    }
  }

  private static Set<Derivation> leaves(Derivation why) {
    if (why.because().isEmpty()) {
      return Set.of(why);
    }
    Set<Derivation> all = new HashSet<>();
    why.because().forEach(below -> all.addAll(leaves(below)));
    return all;
  }

  @Test
  void what_is_found_is_valid_and_nothing_is_missed() {
    int found = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      Solved solved = solved(seed);
      List<Everything.Found> all = solved.everything(true).all();
      assertEquals(!all.isEmpty(), solved.resolution().isPresent(), solved.toString());
      if (!all.isEmpty()) {
        found++;
        assertTrue(all.contains(solved.found()), solved.toString());
      }
    }
    assertTrue(found > WORLDS / 4 && found < WORLDS, "a lopsided lot: " + found);
  }

  @Test
  void nothing_found_could_be_newer_but_for_something_older() {
    for (int seed = 0; seed < WORLDS; seed++) {
      Solved solved = solved(seed);
      if (solved.resolution().isPresent()) {
        Everything.Found ours = solved.found();
        for (Everything.Found other : solved.everything(false).all()) {
          assertFalse(solved.world().isBetter(other, ours), solved + " but " + other);
        }
      }
    }
  }
}
