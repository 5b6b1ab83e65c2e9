package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.omnipkg.itest.Registries;

/**
 * Ten thousand packages that need one another, from a registry on loopback: how long it takes to
 * solve, and how much memory the daemon came to hold.
 */
record Graph(Workshop shop, int packages, int rounds) implements Contest {
  private static final int NEEDS = 5;

  @Override
  public String key() {
    return "graph";
  }

  @Override
  public Outcome run(Spawner spawner) throws IOException {
    List<Outcome.Row> rows = new ArrayList<>();
    StringBuilder memory = new StringBuilder();
    try (Registries registries = new Registries()) {
      for (int i = 0; i < packages; i++) {
        String npm = needs(i, "'n%d':'^1.0.0'");
        registries.npm("{'name':'n" + i + "','version':'1.0.0','dependencies':{" + npm + "}}");
        registries.gem("g" + i, "1.0.0", "ruby", needs(i, "g%d:>= 1"), "lib/g" + i + ".rb", "");
      }
      for (String language : List.of("npm", "ruby")) {
        String index = language + ":" + registries.address(language.equals("npm") ? "npm" : "gems");
        String word = language.equals("npm") ? "npm:n0" : "ruby:g0";
        double[] cold = new double[rounds];
        double[] warm = new double[rounds];
        double processor = 0;
        long peak = 0;
        for (int round = 0; round < rounds; round++) {
          Ours ours = shop.home(shop.fresh("graph-" + language));
          Command solve = ours.command("install", "--dry-run", "--index", index, word);
          ours.start();
          cold[round] = spawner.time(List.of(solve), ours.pid(), 1, false).wall();
          ours.stop();
          ours.start();
          Sample again = spawner.time(List.of(solve), ours.pid(), 1, false);
          warm[round] = again.wall();
          processor += again.processor() / rounds;
          peak = Math.max(peak, peak(ours.pid()));
          ours.stop();
        }
        rows.add(row("omnipkg, " + language + ", nothing known", cold, 0));
        rows.add(
            row(
                "omnipkg, " + language + ", a new daemon, what was asked is on disk",
                warm,
                processor));
        memory.append(String.format(" The daemon held at most %d MB with %s.", peak, language));
      }
    }
    String note =
        String.format(
            "%,d packages of npm and as many gems, each with up to %d needs, solved by `install --dry-run` from a"
                + " registry on loopback.%s",
            packages, NEEDS, memory);
    return new Outcome(key(), "A graph of ten thousand dependencies", "ms", note, rows, List.of());
  }

  /** Every package is needed by an earlier one; the others make it a mesh. */
  private String needs(int from, String form) {
    return IntStream.rangeClosed(1, NEEDS)
        .map(step -> from * NEEDS + step)
        .filter(to -> to < packages)
        .mapToObj(form::formatted)
        .collect(Collectors.joining(","))
        .concat(from * NEEDS + 1 < packages ? "" : mesh(from, form));
  }

  private String mesh(int from, String form) {
    return from + 7 < packages ? form.formatted(from + 7) : "";
  }

  private static Outcome.Row row(String who, double[] samples, double processor) {
    return new Outcome.Row(who, Figures.of(samples), processor);
  }

  private static long peak(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElse(0)
        / 1024;
  }
}
