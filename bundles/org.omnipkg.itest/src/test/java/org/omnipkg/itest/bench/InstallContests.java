package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What changes an environment, or makes one. */
final class InstallContests {
  private static final List<String> NUMPY = List.of("1.24.3", "1.26.4");
  private static final String VERSION = "import numpy; print(numpy.__version__)";

  private final Workshop shop;
  private final Peer peer;
  private final Rounds rounds;

  /** How often each kind is run. */
  record Rounds(int swaps, int warm, int cold) {}

  InstallContests(Workshop shop, Peer peer, Rounds rounds) {
    this.shop = shop;
    this.peer = peer;
    this.rounds = rounds;
  }

  private static String asked(int round) {
    return NUMPY.get(round % NUMPY.size());
  }

  private static void same(String expected, String found) throws Failure {
    if (!expected.equals(found)) {
      throw new Failure("asked for " + expected + ", imported " + found);
    }
  }

  Contest swap() throws IOException {
    String mine = "omnipkg `swap`, daemon running";
    String rival = "`uv pip install --offline`, cache warm";
    Ours ours = shop.ours();
    ours.run("-e", "swap", "install", "--python", "3.11", "numpy==1.24.3", "numpy==1.26.4");
    shop.venv("swap");
    for (String version : NUMPY) {
      Shell.run(shop.uvInto("swap", "numpy==" + version));
    }
    List<Entrant> all = new ArrayList<>();
    all.add(Entrant.of(HotContests.FLOOR, shop.floor()));
    all.add(
        Entrant.doing(
                mine,
                round -> List.of(ours.command("-e", "swap", "swap", "numpy==" + asked(round))))
            .asking(ours::pid)
            .after(
                round ->
                    same(
                        asked(round),
                        ours.run("-e", "swap", "exec", "python", "-c", VERSION).strip())));
    all.add(
        Entrant.doing(
                rival, round -> List.of(shop.uvInto("swap", "--offline", "numpy==" + asked(round))))
            .after(
                round ->
                    same(
                        asked(round),
                        Shell.run(shop.command(shop.interpreter("swap"), "-c", VERSION)).strip())));
    int[] turn = {0};
    peer.row("`swap numpy==…`, daemon running")
        .ifPresent(
            who ->
                all.add(
                    Entrant.doing(
                            who, round -> List.of(peer.command("swap", "numpy==" + asked(turn[0]))))
                        .after(round -> same(asked(turn[0]++), peer.python(VERSION)))
                        .atMost(2)));
    return new Race(
        "swap",
        "Another version, both at hand: numpy 1.24.3 and 1.26.4 in turn",
        "After each run a new process imports numpy and must find the version that was asked for. "
            + "pip is left out: it has no stored installed form. Without the network.",
        rounds.swaps(),
        4,
        false,
        all,
        List.of(
            new Target(
                "version switch: at most 0.1 x uv, or 8 ms",
                mine,
                row -> Math.max(8, 0.1 * row.applyAsDouble(rival)))));
  }

  /** Everything is stored or cached; an environment is made and filled. */
  Contest environment() throws IOException {
    Warm warm = new Warm(shop, "sci", Workshop.SCIENTIFIC);
    String mine = "omnipkg `install`, daemon running";
    String rival = "`uv venv` and `uv pip install`";
    String offline = "omnipkg `install --offline`, daemon running";
    String offlineRival = "`uv venv` and `uv pip install --offline`";
    List<Entrant> all = new ArrayList<>();
    all.add(warm.ours(mine));
    all.add(warm.uv(rival));
    all.add(warm.ours(offline, "--offline"));
    all.add(warm.uv(offlineRival, "--offline"));
    all.add(warm.uvAlone("`uv pip install --offline` alone, environment made before", "--offline"));
    return new Race(
        "newenv",
        "A new environment of numpy, scipy and pandas, all stored",
        "About 7,000 files. As one types it, when both have lately read the index; and without the network. The"
            + " target is held against the same work: making the environment and filling it.",
        rounds.warm(),
        2,
        true,
        all,
        List.of(
            Target.ratio(
                "new environment of the scientific set: at most 0.1 x uv, both warm",
                mine,
                0.1,
                rival),
            Target.ratio(
                "the same, without the network: at most 0.1 x uv", offline, 0.1, offlineRival)));
  }

  Contest application() throws IOException {
    Warm warm = new Warm(shop, "app", Workshop.APPLICATION);
    String mine = "omnipkg `install --offline`, daemon running";
    String rival = "`uv venv` and `uv pip install --offline`";
    String online = "omnipkg `install`, daemon running, the index asked";
    String onlineRival = "`uv venv` and `uv pip install`, the index asked";
    List<Entrant> all = new ArrayList<>();
    all.add(warm.ours(mine, "--offline"));
    all.add(warm.uv(rival, "--offline"));
    all.add(warm.ours(online));
    all.add(warm.uv(onlineRival));
    all.add(warm.pip("`python -m venv` and `pip install` from a folder").atMost(1));
    return new Race(
        "app",
        "flask, pandas, rich and requests into a new environment, all stored",
        "Twice without the network, twice with the index free to be asked whether anything is newer.",
        rounds.warm(),
        2,
        true,
        all,
        List.of(
            Target.ratio("flask+pandas+rich+requests, warm: at most 0.5 x uv", mine, 0.5, rival),
            Target.ratio("the same, the index asked: at most 0.5 x uv", online, 0.5, onlineRival)));
  }

  Contest applicationCold() throws IOException {
    return cold(
        "appcold",
        "flask, pandas, rich and requests",
        Workshop.APPLICATION,
        "flask+pandas+rich+requests, both caches empty",
        1.5);
  }

  Contest scientificCold() throws IOException {
    return cold(
        "scicold",
        "numpy, scipy and pandas",
        Workshop.SCIENTIFIC,
        "numpy+scipy+pandas, both caches empty",
        1.2);
  }

  private Contest cold(String key, String what, List<String> packages, String claim, double factor)
      throws IOException {
    Cold cold = new Cold(shop, packages);
    String mine = "omnipkg `install`, daemon that has practised";
    String fresh = "omnipkg `install`, daemon just started";
    String rival = "`uv venv` and `uv pip install`";
    List<Entrant> all = new ArrayList<>();
    all.add(cold.practised(mine));
    all.add(cold.ours(fresh));
    all.add(cold.uv(rival));
    all.add(cold.alone("omnipkg `install --no-daemon` (a new JVM)").atMost(1));
    all.add(cold.pip("`python -m venv` and `pip install --no-cache-dir`").atMost(1));
    return new Race(
        key,
        what + " with empty caches, from a folder of wheels",
        "Store and caches are empty, in folders of their own for each run; the wheels lie in a local folder, so the"
            + " network is out of it.",
        rounds.cold(),
        1,
        true,
        all,
        List.of(
            Target.ratio(claim + ": at most 1.0 x uv", mine, 1, rival),
            Target.ratio(
                claim + ", just started: at most " + factor + " x uv", fresh, factor, rival)));
  }
}
