package org.omnipkg.resolve.internal.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.ToolDesk;

/** Held against trying everything, on many small worlds of packages, extras and runtimes. */
class RandomWorldsTest {
  private static final int WORLDS = 1000;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final List<String> VERSIONS = List.of("1", "2", "3");
  private static final List<String> RUNTIMES = List.of("7", "8", "9");

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private java.nio.file.Path scratch;

  private Desk desk() {
    return ToolDesk.of(scratch, List.of(), new Desk.Provisioned(scratch, Optional.empty(), ""));
  }

  private static String some(List<String> of, Random random) {
    String some = of.stream().filter(one -> random.nextInt(3) > 0).collect(Collectors.joining(" "));
    return some.isEmpty() ? of.get(random.nextInt(of.size())) : some;
  }

  private static String need(Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String extra = random.nextInt(4) == 0 ? "[x]" : "";
    String range = random.nextInt(4) == 0 ? "" : " " + some(VERSIONS, random);
    String where = random.nextInt(5) == 0 ? " ? " + some(RUNTIMES, random) : "";
    return name + extra + range + where;
  }

  private static PaperWorld world(Random random) {
    PaperWorld world = new PaperWorld();
    for (String name : NAMES) {
      for (String version : VERSIONS) {
        if (random.nextInt(8) == 0) {
          continue;
        }
        List<String> needs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          needs.add((random.nextInt(4) == 0 ? "x: " : "") + need(random));
        }
        String[] all = needs.toArray(String[]::new);
        if (random.nextInt(6) == 0) {
          world.only(RUNTIMES.get(random.nextInt(3)), name, version, all);
        } else {
          world.with(name, version, all);
        }
        if (random.nextInt(12) == 0) {
          world.undeclared(name, version, "runtime:paper " + some(RUNTIMES, random));
        }
      }
    }
    return world;
  }

  @Test
  void what_is_found_is_valid_and_nothing_is_missed() {
    int solved = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      Random random = new Random(seed);
      PaperWorld world = world(random);
      List<String> runtimes = random.nextInt(3) == 0 ? RUNTIMES : List.of("8");
      List<String> words = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        String word = need(random);
        PackageName name = world.parse(word).target();
        if (Everything.possible(world, world.parse(word), runtimes)
            && words.stream().noneMatch(w -> world.parse(w).target().equals(name))) {
          words.add(word);
        }
      }
      Problem problem = world.problem(runtimes, words.toArray(String[]::new));
      Outcome outcome = new HouseSolver().solve(problem, world, desk());
      String told = "world " + seed + " " + words + " on " + runtimes;
      assertEquals(new Everything(world, problem).solvable(), outcome.solved().isPresent(), told);
      if (outcome.solved().isPresent()) {
        solved++;
        Map<PackageName, String> chosen = new TreeMap<>();
        String runtime = runtimes.get(0);
        for (Node node : outcome.solved().get().nodes()) {
          if (node.pin().name().ecosystem().equals("runtime")) {
            runtime = node.pin().version();
          } else {
            chosen.put(node.pin().name(), node.pin().version());
          }
        }
        assertTrue(new Everything(world, problem).valid(chosen, runtime), told + " " + chosen);
      } else {
        assertTrue(leaves(outcome.unsolvable().orElseThrow()).size() > 0, told);
      }
    }
    assertTrue(solved > WORLDS / 4 && solved < WORLDS, "a lopsided lot: " + solved);
  }

  private static Set<Derivation> leaves(Derivation why) {
    if (why.because().isEmpty()) {
      return Set.of(why);
    }
    Set<Derivation> all = new HashSet<>();
    why.because().forEach(below -> all.addAll(leaves(below)));
    return all;
  }

  /** Tries every choice. */
  private record Everything(PaperWorld world, Problem problem) {
    static boolean possible(PaperWorld world, Dependency need, List<String> runtimes) {
      Problem any = world.problem(runtimes);
      return world.releases(need.target()).releases().stream()
          .filter(release -> takes(need, release.pin().version()))
          .anyMatch(
              release ->
                  runtimes.stream().anyMatch(r -> release.usable().holds(on(r, any.target()))));
    }

    private static Target on(String runtime, Target target) {
      return new Target(target.platform(), List.of(PaperWorld.runtime(runtime)));
    }

    private static boolean takes(Dependency need, String version) {
      return need.range().isEmpty() || Set.of(need.range().split(" ")).contains(version);
    }

    boolean solvable() {
      List<String> runtimes =
          problem.runtimes().isEmpty()
              ? problem.target().runtimes().stream().map(Runtime::version).toList()
              : problem.runtimes().stream().map(Runtime::version).toList();
      return runtimes.stream().anyMatch(runtime -> search(new HashMap<>(), 0, runtime));
    }

    private boolean search(Map<PackageName, String> chosen, int at, String runtime) {
      if (at == NAMES.size()) {
        return valid(chosen, runtime);
      }
      PackageName name = world.name(NAMES.get(at));
      for (String version : List.of("", "1", "2", "3")) {
        chosen.remove(name);
        if (!version.isEmpty()) {
          chosen.put(name, version);
        }
        if (search(chosen, at + 1, runtime)) {
          return true;
        }
      }
      chosen.remove(name);
      return false;
    }

    /** Whether a choice has everything it needs, on a runtime. */
    boolean valid(Map<PackageName, String> chosen, String runtime) {
      Target target = on(runtime, problem.target());
      for (Map.Entry<PackageName, String> one : chosen.entrySet()) {
        Optional<Release> release = world.releases(one.getKey()).find(one.getValue());
        if (release.isEmpty()
            || !release.get().usable().holds(target)
            || world.overlay(release.get().pin()).stream().anyMatch(n -> !takes(n, runtime))) {
          return false;
        }
      }
      List<Dependency> open = new ArrayList<>(problem.roots());
      Set<String> seen = new HashSet<>();
      while (!open.isEmpty()) {
        Dependency need = open.remove(open.size() - 1);
        if (!need.when().holds(target)) {
          continue;
        }
        String version = chosen.get(need.target());
        if (version == null || !takes(need, version)) {
          return false;
        }
        Manifest manifest =
            world
                .manifest(world.releases(need.target()).find(version).orElseThrow())
                .value()
                .orElseThrow();
        Set<String> features = new HashSet<>(need.features());
        features.add("");
        for (String feature : features) {
          if (seen.add(need.target() + "[" + feature + "]")) {
            open.addAll(manifest.features().getOrDefault(feature, List.of()));
          }
        }
      }
      return true;
    }
  }
}
