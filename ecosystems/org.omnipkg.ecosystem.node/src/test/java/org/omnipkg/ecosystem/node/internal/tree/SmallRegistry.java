package org.omnipkg.ecosystem.node.internal.tree;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.omnipkg.ecosystem.node.internal.NodeGrammar;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Told;

/** A few packages, as a registry would tell of them, and requests for them. */
final class SmallRegistry {
  private static final String HOST = "https://registry.example/";

  private final Path scratch;
  private final Map<String, Map<String, String>> versions = new TreeMap<>();
  private final Map<String, String> times = new TreeMap<>();
  private final List<Dependency> constraints = new ArrayList<>();
  private final Map<PackageName, String> preferred = new LinkedHashMap<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final Map<PackageName, List<String>> hashes = new LinkedHashMap<>();
  private Optional<Instant> cut = Optional.empty();
  private final List<Runtime> runtimes = new ArrayList<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private boolean prereleases;
  private Platform platform = new Platform("linux", "x86_64", "glibc", "2.36");

  SmallRegistry(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * A release.
   *
   * @param members further members of its manifest, in single quotes
   */
  SmallRegistry release(String name, String version, String... members) {
    String all = Arrays.stream(members).map(m -> m + ", ").reduce("", String::concat);
    versions
        .computeIfAbsent(name, key -> new LinkedHashMap<>())
        .put(
            version,
            ("{"
                    + all
                    + "'dist': {'tarball': '"
                    + name
                    + "/-/"
                    + version
                    + ".tgz', 'shasum': '"
                    + "0".repeat(40)
                    + "'}}")
                .replace('\'', '"'));
    return this;
  }

  SmallRegistry published(String name, String version, String time) {
    times.put(name + " " + version, time);
    return this;
  }

  SmallRegistry constrain(String words) {
    constraints.add(new NodeGrammar().parse(words));
    return this;
  }

  SmallRegistry prefer(String name, String version) {
    preferred.put(Names.of(name), version);
    return this;
  }

  SmallRegistry override(String path, String range) {
    overrides.put(path, range);
    return this;
  }

  SmallRegistry hash(String name, String digest) {
    hashes.put(Names.of(name), List.of(digest));
    return this;
  }

  SmallRegistry before(String time) {
    cut = Optional.of(Instant.parse(time));
    return this;
  }

  SmallRegistry welcomingPrereleases() {
    prereleases = true;
    return this;
  }

  private CannedDesk desk() {
    CannedDesk desk =
        new CannedDesk(scratch).source("small", HOST, Source.Form.INDEX).telling(new Told());
    variables.forEach(desk::variable);
    versions.forEach(
        (name, all) -> {
          StringBuilder text = new StringBuilder();
          StringBuilder dates = new StringBuilder();
          all.forEach(
              (version, entry) -> {
                text.append(text.isEmpty() ? "" : ", ").append("\"" + version + "\": " + entry);
                String time = times.get(name + " " + version);
                if (time != null) {
                  dates
                      .append(dates.isEmpty() ? "" : ", ")
                      .append("\"" + version + "\": \"" + time + "\"");
                }
              });
          desk.document(
              HOST + name.replace("/", "%2f"),
              "application/json",
              "{\"versions\": {" + text + "}, \"time\": {" + dates + "}}");
        });
    return desk;
  }

  /** A Node that may be taken as well; the target's own is 20.1.0. */
  SmallRegistry node(String version) {
    return node(version, "path");
  }

  /** A Node that could be obtained. */
  SmallRegistry offered(String version) {
    return node(version, Runtime.OFFERED);
  }

  private SmallRegistry node(String version, String origin) {
    if (runtimes.isEmpty()) {
      runtimes.addAll(target().runtimes());
    }
    runtimes.add(
        new Runtime("node", "node", version, Path.of("/n"), Path.of("/"), origin, Map.of()));
    return this;
  }

  SmallRegistry variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  SmallRegistry on(Platform other) {
    platform = other;
    return this;
  }

  Target target() {
    return new Target(
        platform,
        List.of(
            new Runtime(
                "node",
                "node",
                "20.1.0",
                Path.of("/n"),
                Path.of("/"),
                "path",
                Map.of("npm", "10.0.0"))));
  }

  private Problem problem(String... words) {
    return new Problem(
        "node",
        Arrays.stream(words).map(w -> new NodeGrammar().parse(w)).toList(),
        constraints,
        target(),
        preferred,
        prereleases,
        cut,
        hashes,
        Map.of(),
        runtimes,
        overrides);
  }

  /** Place to version, what is optional and cannot be finished included. */
  Map<String, String> grown(String... words) {
    CannedDesk desk = desk();
    Problem problem = problem(words);
    Map<String, String> places = new TreeMap<>();
    try (IndexFacts facts = new IndexFacts(desk, 1)) {
      for (Place place : TreeSolver.grow(problem, problem.roots(), facts, desk).root().all()) {
        Pack pack = place.pack();
        if (pack != null && !place.isTop() && place.target == null && place.failure() == null) {
          places.put(place.location(), pack.pin().version());
        }
      }
    }
    return places;
  }

  Outcome solve(String... words) {
    CannedDesk desk = desk();
    Problem problem = problem(words);
    try (IndexFacts facts = new IndexFacts(desk, 1)) {
      return new TreeSolver().solve(problem, facts, desk);
    }
  }

  /** Place to version, the outer folder left out. */
  Map<String, String> tree(String... words) {
    Map<String, String> tree = new TreeMap<>();
    solve(words)
        .solved()
        .orElseThrow()
        .nodes()
        .forEach(
            node ->
                tree.put(
                    node.id().replace("/node_modules/", " > ").replace("node_modules/", ""),
                    node.pin().version()));
    return tree;
  }

  /** A manifest's dependencies, each name with its range. */
  static String needs(String... pairs) {
    return section("dependencies", pairs);
  }

  /** A section of a manifest, each name with its range. */
  static String section(String name, String... pairs) {
    StringBuilder text = new StringBuilder("'" + name + "': {");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append("'" + pairs[i] + "': '" + pairs[i + 1] + "'");
    }
    return text.append("}").toString();
  }
}
