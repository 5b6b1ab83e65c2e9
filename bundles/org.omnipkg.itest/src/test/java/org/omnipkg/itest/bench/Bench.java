package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prepares, measures, prints the tables and writes them into the page. */
public final class Bench {
  private final Path root;
  private final Set<String> chosen;
  private final boolean peered;
  private final double scale;
  private final List<String> failures = new ArrayList<>();

  private Bench() {
    root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath().normalize();
    String only = System.getProperty("bench.only", "");
    chosen = only.isEmpty() ? Set.of() : Set.of(only.split("[, ]+"));
    peered =
        Boolean.parseBoolean(System.getProperty("bench.peer", "true")) && Programme.peered(chosen);
    scale = Integer.getInteger("bench.rounds", 30) / 30.0;
  }

  public static void main(String[] words) throws IOException {
    Bench bench = new Bench();
    String kept = System.getProperty("bench.folder", "");
    Path folder =
        kept.isEmpty()
            ? Files.createTempDirectory("omnipkg-bench")
            : Path.of(kept).toAbsolutePath();
    try {
      if (Programme.processes(bench.chosen)) {
        bench.processes(folder);
      }
    } finally {
      if (kept.isEmpty()) {
        Shell.remove(folder);
      }
    }
    if (Programme.inner(bench.chosen)) {
      bench.innerLoops();
    }
    if (!bench.failures.isEmpty()) {
      throw new Failure("not measured: " + bench.failures);
    }
  }

  private void processes(Path folder) throws IOException {
    say("preparing");
    Path java = Path.of(System.getProperty("java.home")).resolve("bin/java");
    try (Workshop shop = new Workshop(folder, root.resolve("launcher/target/dist"), java);
        Peer peer = Peer.in(shop, peered)) {
      Map<String, String> facts = new LinkedHashMap<>(Machine.facts(shop, peered));
      facts.forEach((name, value) -> say(name + ": " + value));
      List<Outcome> outcomes = race(shop, peer);
      facts.put("load average at the end", Machine.load());
      write(new Report(facts, outcomes));
    }
  }

  private List<Outcome> race(Workshop shop, Peer peer) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    Programme programme = new Programme(shop, peer, scale);
    try (Spawner spawner = new Spawner(shop.python(), shop.folder())) {
      for (String key : programme.keys(chosen)) {
        long start = System.nanoTime();
        try {
          outcomes.add(programme.contest(key).run(spawner));
          say(key + ": " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        } catch (IOException e) {
          say(key + " failed: " + e.getMessage());
          failures.add(key);
        }
      }
    }
    return outcomes;
  }

  private void write(Report report) throws IOException {
    System.out.print(report.text());
    Path results = Files.createDirectories(root.resolve("bundles/org.omnipkg.itest/target/bench"));
    Files.writeString(results.resolve("results.json"), report.json());
    if (chosen.isEmpty() && failures.isEmpty()) {
      page().replace("figures", report.page());
      new Page(root.resolve("README.md")).replace("speed", new Summary(report.outcomes()).table());
    }
  }

  private void innerLoops() throws IOException {
    InnerReport inner = InnerReport.run(scale);
    System.out.print(inner.text());
    if (scale >= 1) {
      page().replace("inner loops", inner.page());
    }
  }

  private Page page() {
    return new Page(root.resolve("docs/benchmarks.md"));
  }

  private static void say(String line) {
    System.err.println("bench: " + line);
  }
}
