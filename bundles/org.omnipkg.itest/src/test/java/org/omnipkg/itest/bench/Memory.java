package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How much the daemon holds when it has nothing to do, and whether work leaves anything behind. */
record Memory(Workshop shop, int requests) implements Contest {
  private static final String IDLE = "resident, started, answered once, then idle";
  private static final String AFTER = "resident, idle again after the requests";

  @Override
  public String key() {
    return "memory";
  }

  @Override
  public Outcome run(Spawner spawner) throws IOException {
    Ours ours = shop.ours();
    ours.stop();
    ours.start();
    ours.run("list");
    List<Outcome.Row> rows = new ArrayList<>();
    Path smaps = Path.of("/proc/" + ours.pid() + "/smaps_rollup");
    rest(spawner, ours);
    rows.add(row(IDLE, smaps, "Rss"));
    rows.add(row("its share (Pss) then", smaps, "Pss"));
    List<Command> three =
        List.of(
            ours.command("list"),
            ours.command("info", "rich"),
            ours.command("install", Workshop.RICH));
    double wall = spawner.time(three, ours.pid(), Math.max(1, requests / 3), false).wall();
    rest(spawner, ours);
    rows.add(row(AFTER, smaps, "Rss"));
    rows.add(row("its share (Pss) then, after the requests", smaps, "Pss"));
    String note =
        String.format(
            "%,d requests (`list`, `info`, no-op `install` in turn, one after another) took %.1f s.",
            requests, wall / 1000);
    String title = "What the daemon holds in memory";
    Outcome outcome = new Outcome(key(), title, "MB", note, rows, List.of());
    List<Verdict> verdicts =
        List.of(
            new Target("idle daemon: at most 120 MB resident", IDLE, row -> 120).judge(outcome),
            Target.ratio("after 10,000 requests: at most 10 % above idle", AFTER, 1.1, IDLE)
                .judge(outcome));
    return new Outcome(key(), title, "MB", note, rows, verdicts);
  }

  /** Time to give back what idling gives back, then until nothing works any more. */
  private void rest(Spawner spawner, Ours ours) throws IOException {
    spawner.time(List.of(shop.command(Path.of("/bin/sleep"), "15")), ours.pid(), 1, false);
    spawner.time(List.of(shop.floor()), ours.pid(), 1, true);
  }

  private static Outcome.Row row(String who, Path smaps, String field) throws IOException {
    long kilobytes =
        Files.readAllLines(smaps).stream()
            .filter(line -> line.startsWith(field + ":"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow();
    return new Outcome.Row(who, Figures.of(kilobytes * 1024 / 1e6), 0);
  }
}
