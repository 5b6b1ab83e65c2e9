package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everyone runs in every round, one after another, and each round begins with the next: what the
 * machine does at the side meets all alike. Warm-up rounds are dropped.
 */
record Race(
    String key,
    String title,
    String note,
    int rounds,
    int warmUps,
    boolean settled,
    List<Entrant> entrants,
    List<Target> targets)
    implements Contest {
  Race {
    entrants = List.copyOf(entrants);
    targets = List.copyOf(targets);
  }

  @Override
  public Outcome run(Spawner spawner) throws IOException {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      samples.put(entrant.who(), new ArrayList<>());
    }
    for (int round = 0; round < warmUps + rounds; round++) {
      for (int turn = 0; turn < entrants.size(); turn++) {
        Entrant entrant = entrants.get((turn + round) % entrants.size());
        List<Sample> mine = samples.get(entrant.who());
        if (!takesPart(entrant, round - warmUps, mine.size())) {
          continue;
        }
        Sample sample = once(entrant, round, spawner);
        if (round >= warmUps) {
          mine.add(sample);
        }
      }
    }
    List<Outcome.Row> rows = new ArrayList<>();
    samples.forEach((who, list) -> rows.add(row(who, list)));
    Outcome outcome = new Outcome(key, title, "ms", note, rows, List.of());
    List<Verdict> verdicts = targets.stream().map(target -> target.judge(outcome)).toList();
    return new Outcome(key, title, "ms", note, rows, verdicts);
  }

  /** Who runs a few times only is spread over the rounds, and warmed by its preparation alone. */
  private boolean takesPart(Entrant entrant, int counted, int done) {
    if (entrant.most() >= rounds) {
      return true;
    }
    return counted >= 0 && done < entrant.most() && counted % (rounds / entrant.most()) == 0;
  }

  private Sample once(Entrant entrant, int round, Spawner spawner) throws IOException {
    try {
      entrant.before().of(round);
      Sample sample =
          spawner.time(entrant.commands().of(round), entrant.server().getAsLong(), 1, settled);
      entrant.after().of(round);
      return sample;
    } catch (IOException e) {
      throw new Failure(key + ", " + entrant.who() + ", round " + round + ": " + e.getMessage());
    }
  }

  private static Outcome.Row row(String who, List<Sample> samples) {
    double processor = samples.stream().mapToDouble(Sample::processor).average().orElse(0);
    return new Outcome.Row(
        who, Figures.of(samples.stream().mapToDouble(Sample::wall).toArray()), processor);
  }
}
