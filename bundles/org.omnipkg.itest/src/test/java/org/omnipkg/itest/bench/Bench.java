package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prepares, measures, prints the tables and writes them into the page. */
public final class Bench {
  private Bench() {}

  public static void main(String[] words) throws IOException {
    Path root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath().normalize();
    String kept = System.getProperty("bench.folder", "");
    Path folder =
        kept.isEmpty()
            ? Files.createTempDirectory("omnipkg-bench")
            : Path.of(kept).toAbsolutePath();
    String only = System.getProperty("bench.only", "");
    Set<String> chosen = only.isEmpty() ? Set.of() : Set.of(only.split("[, ]+"));
    double scale = Integer.getInteger("bench.rounds", 30) / 30.0;
    Path java = Path.of(System.getProperty("java.home")).resolve("bin/java");
    Workshop shop = new Workshop(folder, root.resolve("launcher/target/dist"), java);
    try {
      List<Outcome> outcomes = new ArrayList<>();
      boolean peered =
          Boolean.parseBoolean(System.getProperty("bench.peer", "true"))
              && Programme.peered(chosen);
      say("preparing");
      Peer peer = Peer.in(shop, peered);
      Report empty = new Report(Machine.facts(shop, peered), List.of());
      empty.facts().forEach((name, value) -> say(name + ": " + value));
      try (Spawner spawner = new Spawner(shop.python(), folder)) {
        for (Contest contest : new Programme(shop, peer, scale).contests(chosen)) {
          long start = System.nanoTime();
          outcomes.add(contest.run(spawner));
          say(
              String.format(
                  "%s: %d s", contest.key(), (System.nanoTime() - start) / 1_000_000_000));
        }
      }
      peer.stop();
      Report report = new Report(empty.facts(), outcomes);
      System.out.print(report.text());
      Path results =
          Files.createDirectories(root.resolve("bundles/org.omnipkg.itest/target/bench"));
      Files.writeString(results.resolve("results.json"), report.json());
      if (chosen.isEmpty()) {
        new Page(root.resolve("docs/benchmarks.md")).replace("figures", report.page());
      }
    } finally {
      shop.ours().stop();
      if (kept.isEmpty()) {
        Shell.remove(folder);
      }
    }
  }

  private static void say(String line) {
    System.err.println("bench: " + line);
  }
}
