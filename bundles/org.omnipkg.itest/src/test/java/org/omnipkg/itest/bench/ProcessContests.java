package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.List;

/** What starting costs where no daemon runs yet. */
final class ProcessContests {
  private final Workshop shop;
  private final int rounds;

  ProcessContests(Workshop shop, int rounds) {
    this.shop = shop;
    this.rounds = rounds;
  }

  Contest first() throws IOException {
    Ours ours = shop.ours();
    String mine = "omnipkg `list`, which starts the daemon";
    List<Entrant> all =
        List.of(
            Entrant.of(HotContests.JAVA, shop.emptyJava()),
            Entrant.of(mine, ours.command("list")).before(round -> ours.stop()),
            Entrant.of("omnipkg `list --no-daemon`", ours.command("--no-daemon", "list")),
            Entrant.of("omnipkg `list`, daemon running", ours.command("list"))
                .before(round -> ours.run("list")),
            Entrant.of(
                "`uv pip list`",
                shop.command(
                    shop.uv(),
                    "pip",
                    "list",
                    "-q",
                    "-p",
                    shop.interpreter("with-rich").toString())));
    return new Race(
        "first",
        "The first answer of a daemon",
        "The daemon is stopped before each run; the command starts it and is answered by it.",
        rounds,
        1,
        false,
        all,
        List.of(
            Target.ratio(
                "first answer of a daemon: at most 12 x an empty Java program",
                mine,
                12,
                HotContests.JAVA)));
  }
}
