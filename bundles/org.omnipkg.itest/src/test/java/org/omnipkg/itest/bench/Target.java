package org.omnipkg.itest.bench;

import java.util.function.ToDoubleFunction;

/** What one row should reach: a limit made of the rows of the same run. */
record Target(String claim, String who, Limit limit) {
  /** The limit of a median from the medians, of a least sample from the least ones. */
  interface Limit {
    double of(ToDoubleFunction<String> row);
  }

  static Target ratio(String claim, String who, double factor, String rival) {
    return new Target(claim, who, row -> factor * row.applyAsDouble(rival));
  }

  Verdict judge(Outcome outcome) {
    double median = limit.of(row -> outcome.of(row).median());
    double least = limit.of(row -> outcome.of(row).least());
    Figures mine = outcome.of(who);
    return new Verdict(claim, mine.median(), median, mine.least(), least, outcome.unit());
  }
}
