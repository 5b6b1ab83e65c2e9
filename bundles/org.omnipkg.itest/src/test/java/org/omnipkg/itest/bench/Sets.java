package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.omnipkg.itest.agreement.RequirementSet;

/**
 * Requirement sets, sixty as a rule, each solved anew by the daemon and by uv right after one
 * another.
 */
record Sets(Workshop shop, int rounds, int most) implements Contest {
  private static final String MINE = "omnipkg `install --dry-run`, daemon running";
  private static final String RIVAL = "`uv pip compile --offline`";

  @Override
  public String key() {
    return "sets";
  }

  @Override
  public Outcome run(Spawner spawner) throws IOException {
    Questions questions = new Questions(shop);
    for (RequirementSet set : Questions.known(true)) {
      if (questions.sets().size() < most) {
        questions.add(set);
      }
    }
    List<RequirementSet> sets = questions.sets();
    double[] mine = new double[rounds];
    double[] theirs = new double[rounds];
    double[] ratios = new double[rounds * sets.size()];
    double[] work = new double[2];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < sets.size(); i++) {
        List<Command> commands =
            List.of(
                questions.ours(shop.ours(), questions.next(sets.get(i))),
                questions.uv(questions.next(sets.get(i)), "-q", "--offline"));
        double[] wall = new double[2];
        for (int turn = 0; turn < 2; turn++) {
          int who = (turn + i + Math.max(round, 0)) % 2;
          long watched = who == 0 ? shop.ours().pid() : 0;
          Sample sample = spawner.time(List.of(commands.get(who)), watched, 1, false);
          wall[who] = sample.wall();
          work[who] += round < 0 ? 0 : sample.processor() / rounds;
        }
        if (round >= 0) {
          mine[round] += wall[0];
          theirs[round] += wall[1];
          ratios[round * sets.size() + i] = wall[0] / wall[1];
        }
      }
    }
    Arrays.sort(ratios);
    String note =
        String.format(
            "%d sets of requirements of many kinds, all metadata cached, one after another; the figures are for all of"
                + " them. Of one set the median is %.2f x uv. For %d of them both choose the same versions."
                + " %s",
            sets.size(), ratios[ratios.length / 2], questions.same(), questions.reading());
    return judged(
        new Outcome(
            key(),
            "Solving sets of Python requirements, metadata cached",
            "ms",
            note,
            List.of(
                new Outcome.Row(MINE, Figures.of(mine), work[0]),
                new Outcome.Row(RIVAL, Figures.of(theirs), work[1])),
            List.of()));
  }

  private static Outcome judged(Outcome outcome) {
    Target target = Target.ratio("solving sets, metadata cached: at most 1.0 x uv", MINE, 1, RIVAL);
    return new Outcome(
        outcome.key(),
        outcome.title(),
        outcome.unit(),
        outcome.note(),
        outcome.rows(),
        List.of(target.judge(outcome)));
  }
}
