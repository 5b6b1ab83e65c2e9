package org.omnipkg.itest.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The medians that people ask for first, one line a contest. */
record Summary(List<Outcome> outcomes) {
  private static final List<String> SHOWN =
      List.of("noop", "list", "swap", "newenv", "app", "appcold", "scicold");

  String table() {
    StringBuilder out =
        new StringBuilder(
            "| median, daemon running | omnipkg | uv | pip | peer |\n|---|---:|---:|---:|---:|\n");
    for (Outcome outcome : outcomes) {
      if (SHOWN.contains(outcome.key())) {
        out.append("| ")
            .append(
                String.join(
                    " | ",
                    outcome.title(),
                    first(outcome, who -> who.startsWith("omnipkg")),
                    first(outcome, who -> who.startsWith("`uv")),
                    first(
                        outcome,
                        who -> who.startsWith("`pip") || who.startsWith("`python -m venv`")),
                    first(outcome, who -> who.startsWith("peer"))))
            .append(" |\n");
      }
    }
    return out.toString();
  }

  private static String first(Outcome outcome, Predicate<String> who) {
    Optional<Outcome.Row> row =
        outcome.rows().stream().filter(each -> who.test(each.who())).findFirst();
    return row.map(found -> amount(found.figures().median())).orElse("");
  }

  private static String amount(double milliseconds) {
    return milliseconds < 1000
        ? Report.amount(milliseconds) + " ms"
        : String.format(Locale.ROOT, "%.1f s", milliseconds / 1000);
  }
}
