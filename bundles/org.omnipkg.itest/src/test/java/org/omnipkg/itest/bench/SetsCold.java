package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.itest.agreement.RequirementSet;

/** A few requirement sets with nothing known: every document comes over the network. */
final class SetsCold {
  private static final int MANY = 4;
  private static final String MINE = "omnipkg `install --dry-run`, daemon that has practised";
  private static final String FRESH = "omnipkg `install --dry-run`, daemon just started";

  private static final String RIVAL = "`uv pip compile`";

  private final Workshop shop;
  private final int rounds;
  private final Questions questions;
  private final Ours template;

  /** Of the round that is on. */
  private Ours ours;

  SetsCold(Workshop shop, int rounds) throws IOException {
    this.shop = shop;
    this.rounds = rounds;
    questions = new Questions(shop);
    for (RequirementSet set : Questions.known(false)) {
      if (questions.sets().size() < MANY) {
        questions.add(set);
      }
    }
    template = shop.home("sets-template");
    ours = template;
    if (!Files.exists(template.home())) {
      template.run("install", "--python", "3.11", "six");
      template.awaitArchive();
      template.stop();
    }
  }

  private void copy(Path from, Path to) throws IOException {
    Shell.run(shop.command(Path.of("/bin/cp"), "-a", from.toString(), to.toString()));
  }

  Contest race() {
    List<Entrant> all = new ArrayList<>();
    all.add(mine(MINE, Cold.PRACTICE_MILLIS));
    all.add(mine(FRESH, 0));
    all.add(
        Entrant.doing(
            RIVAL,
            round ->
                List.of(
                    questions.uv(
                        file(round),
                        "-q",
                        "--cache-dir",
                        shop.folder().resolve(shop.fresh("sets-cache")).toString()))));
    return new Race(
        "setscold",
        "Solving sets of Python requirements, nothing known",
        questions.sets().size()
            + " sets in turn, by the network: "
            + String.join(", ", questions.sets().stream().map(RequirementSet::name).toList())
            + ". Home and cache hold the interpreter and the class archive of the JVM alone.",
        Math.max(1, rounds / questions.sets().size()) * questions.sets().size(),
        0,
        true,
        all,
        List.of(Target.ratio("solving a set, nothing known: at most 1.0 x uv", MINE, 1, RIVAL)));
  }

  private Entrant mine(String who, long waiting) {
    return Entrant.doing(who, round -> List.of(questions.ours(ours, file(round))))
        .asking(() -> ours.pid())
        .before(
            round -> {
              ours = shop.home(shop.fresh("sets-home"));
              copy(template.home(), ours.home());
              ours.start();
              ours.pid();
              ours.rest(waiting);
            })
        .after(round -> ours.stop());
  }

  private Path file(int round) throws IOException {
    return questions.next(questions.sets().get(round % questions.sets().size()));
  }
}
