package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a daemon answers without changing anything. */
final class HotContests {
  static final String FLOOR = "`/bin/true` (what starting any process costs)";
  static final String JAVA = "an empty Java program";
  static final String UV_LIST = "`uv pip list`";

  private final Workshop shop;
  private final Peer peer;
  private final int rounds;

  HotContests(Workshop shop, Peer peer, int rounds) {
    this.shop = shop;
    this.peer = peer;
    this.rounds = rounds;
  }

  private Entrant floor() {
    return Entrant.of(FLOOR, shop.floor());
  }

  private Entrant java() throws IOException {
    return Entrant.of(JAVA, shop.emptyJava());
  }

  private Entrant ours(String who, String... words) {
    return Entrant.of(who, shop.ours().command(words)).asking(shop.ours()::pid);
  }

  Contest version() throws IOException {
    String mine = "omnipkg `--version`";
    String rival = "`uv --version`";
    List<Entrant> all = new ArrayList<>();
    all.add(floor());
    all.add(java());
    all.add(ours(mine, "--version"));
    all.add(Entrant.of(rival, shop.command(shop.uv(), "--version")));
    all.add(
        Entrant.of("`pip --version`", shop.command(shop.pip(), "--version")).atMost(rounds / 5));
    peer.hot("`--version`", "--version").ifPresent(all::add);
    return new Race(
        "version",
        "Saying the version",
        "The client answers by itself.",
        rounds,
        3,
        false,
        all,
        List.of(floorPlusOne("`--version`: within 1 ms of `/bin/true`", mine)));
  }

  private static Target floorPlusOne(String claim, String who) {
    return new Target(claim, who, row -> row.applyAsDouble(FLOOR) + 1);
  }

  Contest noOp() throws IOException {
    String mine = "omnipkg, daemon running";
    String alone = "omnipkg `--no-daemon` (a new JVM each time)";
    String rival = "`uv pip install`";
    List<Entrant> all = new ArrayList<>();
    all.add(floor());
    all.add(java());
    all.add(ours(mine, "install", Workshop.RICH));
    all.add(
        Entrant.of(alone, shop.ours().command("--no-daemon", "install", Workshop.RICH))
            .atMost(Math.max(3, rounds / 4)));
    all.add(Entrant.of(rival, shop.uvInto("with-rich", Workshop.RICH)));
    all.add(
        Entrant.of("`pip install`", shop.command(shop.pip(), "install", Workshop.RICH))
            .atMost(Math.max(3, rounds / 5)));
    peer.hot("`install` by its dispatcher, daemon running", "install", Workshop.RICH)
        .ifPresent(all::add);
    List<Target> targets = new ArrayList<>();
    targets.add(floorPlusOne("no-op install through the daemon: within 1 ms of `/bin/true`", mine));
    targets.add(
        Target.ratio("no-op install through the daemon: at most 0.15 x uv", mine, 0.15, rival));
    peer.row("`install` by its dispatcher, daemon running")
        .ifPresent(
            who ->
                targets.add(
                    Target.ratio(
                        "no-op install through the daemon: not slower than the peer's dispatcher",
                        mine,
                        1,
                        who)));
    targets.add(
        Target.ratio(
            "no-op install without a daemon: at most 20 x an empty Java program", alone, 20, JAVA));
    return new Race(
        "noop",
        "`install rich==13.7.1` where it is installed",
        "Nothing is to be done, and each says so.",
        rounds,
        5,
        false,
        all,
        targets);
  }

  Contest list() throws IOException {
    String mine = "omnipkg `list`, daemon running";
    String info = "omnipkg `info rich`, daemon running";
    List<Entrant> all = new ArrayList<>();
    all.add(floor());
    all.add(ours(mine, "list"));
    all.add(ours(info, "info", "rich"));
    all.add(
        Entrant.of(
            UV_LIST,
            shop.command(
                shop.uv(), "pip", "list", "-q", "-p", shop.interpreter("with-rich").toString())));
    all.add(
        Entrant.of(
            "`uv pip show rich`",
            shop.command(
                shop.uv(),
                "pip",
                "show",
                "-q",
                "-p",
                shop.interpreter("with-rich").toString(),
                "rich")));
    all.add(
        Entrant.of("`pip list`", shop.command(shop.pip(), "list")).atMost(Math.max(3, rounds / 5)));
    peer.hot("`list`, daemon running", "list").ifPresent(all::add);
    return new Race(
        "list",
        "What is installed",
        "The same packages in each.",
        rounds,
        5,
        false,
        all,
        List.of(
            Target.ratio("`list`: at most 0.2 x `uv pip list`", mine, 0.2, UV_LIST),
            Target.ratio("`info`: at most 0.2 x `uv pip list`", info, 0.2, UV_LIST)));
  }

  Contest exec() throws IOException {
    List<Entrant> all = new ArrayList<>();
    all.add(floor());
    all.add(ours("omnipkg `exec python -c pass`, daemon running", "exec", "python", "-c", "pass"));
    all.add(
        Entrant.of(
            "`python -c pass` of a virtual environment",
            shop.command(shop.interpreter("with-rich"), "-c", "pass")));
    all.add(
        Entrant.of(
            "`uv run python -c pass`",
            shop.command(
                shop.uv(),
                "run",
                "-q",
                "--no-project",
                "--offline",
                "-p",
                shop.interpreter("with-rich").toString(),
                "python",
                "-c",
                "pass")));
    return new Race(
        "exec",
        "Running Python in an environment",
        "What omnipkg adds is the difference to the second line.",
        rounds,
        3,
        false,
        all,
        List.of());
  }
}
