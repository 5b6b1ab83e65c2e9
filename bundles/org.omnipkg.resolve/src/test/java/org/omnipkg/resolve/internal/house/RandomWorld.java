package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;

/** A small world made by chance, and something that is asked for in it. */
final class RandomWorld {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final List<String> VERSIONS = List.of("1", "2p", "2", "3", "4p");
  private static final List<String> RUNTIMES = List.of("7", "8", "9");

  private final Random random;
  private final String called;
  private final PaperWorld world = new PaperWorld();
  private final List<String> runtimes;
  private final List<String> words = new ArrayList<>();
  private final List<String> constraints = new ArrayList<>();
  private final Map<String, String> overrides = new TreeMap<>();
  private final Map<PackageName, String> preferred = new TreeMap<>();
  private final boolean prereleases;

  RandomWorld(Random random, String called) {
    this.random = random;
    this.called = called;
    NAMES.forEach(this::releases);
    runtimes = one(3) ? RUNTIMES : List.of("8");
    for (int i = random.nextInt(3); i >= 0; i--) {
      words.add(need());
    }
    if (one(3)) {
      constraints.add("~" + need().replace("[x]", ""));
    }
    if (one(6)) {
      String below = one(2) ? NAMES.get(random.nextInt(NAMES.size())) + ">" : "";
      overrides.put(below + NAMES.get(random.nextInt(NAMES.size())), some(VERSIONS));
    }
    for (String name : NAMES) {
      if (one(6)) {
        preferred.put(world.name(name), VERSIONS.get(random.nextInt(VERSIONS.size())));
      }
    }
    prereleases = one(8);
  }

  private boolean one(int of) {
    return random.nextInt(of) == 0;
  }

  private String some(List<String> of) {
    String some = of.stream().filter(one -> !one(3)).collect(Collectors.joining(" "));
    return some.isEmpty() ? of.get(random.nextInt(of.size())) : some;
  }

  private String need() {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String extra = one(4) ? "[x]" : "";
    String range = one(4) ? "" : " " + (one(4) ? VERSIONS.get(random.nextInt(5)) : some(VERSIONS));
    return name + extra + range + (one(5) ? " ? " + some(RUNTIMES) : "");
  }

  private String[] needs() {
    List<String> needs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      needs.add((one(4) ? "x: " : "") + (one(6) ? "~" : "") + need());
    }
    return needs.toArray(String[]::new);
  }

  private void releases(String name) {
    int sources = 0;
    for (String version : VERSIONS) {
      if (one(version.endsWith("p") ? 2 : 6)) {
        continue;
      }
      if (sources < 3 && one(5)) {
        sources++;
        world.source(name, version, needs());
        if (one(3)) {
          world.guessed(name, version, needs());
        }
      } else if (one(6)) {
        world.only(RUNTIMES.get(random.nextInt(3)), name, version, needs());
      } else {
        world.with(name, version, needs());
      }
      if (one(12)) {
        world.undeclared(name, version, "runtime:paper " + some(RUNTIMES));
      }
      if (one(12)) {
        world.withdrawn(name, version);
      }
    }
  }

  PaperWorld world() {
    return world;
  }

  Problem problem(Map<Pin, Artifact> built) {
    Problem plain = world.problem(runtimes, words.toArray(String[]::new));
    return new Problem(
        plain.ecosystem(),
        plain.roots(),
        constraints.stream().map(world::parse).toList(),
        plain.target(),
        preferred,
        prereleases,
        Optional.empty(),
        plain.hashes(),
        built,
        plain.runtimes(),
        overrides);
  }

  /** Whether something of what two solutions share is better in one of them, and nothing worse. */
  boolean isBetter(Everything.Found one, Everything.Found other) {
    boolean better = false;
    for (Map.Entry<PackageName, String> mine : one.chosen().entrySet()) {
      String theirs = other.chosen().get(mine.getKey());
      if (theirs != null) {
        int order = compare(mine.getKey(), mine.getValue(), theirs);
        if (order < 0) {
          return false;
        }
        better |= order > 0;
      }
    }
    return better && one.runtime().equals(other.runtime());
  }

  private int compare(PackageName name, String one, String other) {
    String kept = preferred.getOrDefault(name, "");
    int order = Boolean.compare(one.equals(kept), other.equals(kept));
    if (order == 0 && !welcome(name)) {
      order = Boolean.compare(other.endsWith("p"), one.endsWith("p"));
    }
    return order != 0 ? order : world.compare(one, other);
  }

  private boolean welcome(PackageName name) {
    Everything everything = new Everything(world, problem(Map.of()), true);
    return prereleases
        || everything.ranges(name).stream()
            .anyMatch(
                range ->
                    Stream.of(range.split(" "))
                        .filter(version -> version.endsWith("p"))
                        .map(version -> new Pin(name, version))
                        .anyMatch(pin -> world.knows(pin) && everything.takes(range, pin)));
  }

  @Override
  public String toString() {
    return called
        + " "
        + words
        + " "
        + constraints
        + " "
        + overrides
        + " keep "
        + preferred
        + " on "
        + runtimes
        + (prereleases ? " --pre" : "");
  }
}
