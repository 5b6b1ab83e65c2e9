package org.omnipkg.itest.bench;

import java.util.List;

/** What a contest gave: figures in its unit, and the verdicts on its targets. */
record Outcome(
    String key, String title, String unit, String note, List<Row> rows, List<Verdict> verdicts) {
  Outcome {
    rows = List.copyOf(rows);
    verdicts = List.copyOf(verdicts);
  }

  /** Who, with what running, and the figures; processor time is a mean, in milliseconds. */
  record Row(String who, Figures figures, double processor) {}

  /** What the last column is held against: the first row. */
  Figures base() {
    return rows.get(0).figures();
  }

  /** The figures of one row. */
  Figures of(String who) {
    return rows.stream()
        .filter(row -> row.who().equals(who))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key + " has no row " + who))
        .figures();
  }
}
