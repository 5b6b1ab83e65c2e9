package org.omnipkg.itest.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The outcomes as a page's tables, as lines of a terminal and as JSON. */
record Report(Map<String, String> facts, List<Outcome> outcomes) {
  Report {
    outcomes = List.copyOf(outcomes);
  }

  String page() {
    StringBuilder out = new StringBuilder();
    out.append("### Targets\n\n");
    out.append(
        "| target | measured | limit | reached | by the least samples |\n|---|---:|---:|---|---|\n");
    for (Outcome outcome : outcomes) {
      for (Verdict verdict : outcome.verdicts()) {
        out.append("| ")
            .append(
                String.join(
                    " | ",
                    verdict.claim(),
                    amount(verdict.median()) + " " + verdict.unit(),
                    amount(verdict.limit()) + " " + verdict.unit(),
                    verdict.reached() ? "yes" : "**no**",
                    amount(verdict.least()) + " of " + amount(verdict.leastLimit())))
            .append(" |\n");
      }
    }
    for (Outcome outcome : outcomes) {
      out.append("\n### ")
          .append(outcome.title())
          .append("\n")
          .append(outcome.note())
          .append("\n\n");
      out.append(
          "| | median | least | 90 % below | runs | processor time | |\n|---|---:|---:|---:|---:|---:|---:|\n");
      for (Outcome.Row row : outcome.rows()) {
        out.append("| ").append(String.join(" | ", cells(outcome, row))).append(" |\n");
      }
    }
    out.append("\n### The machine\n");
    facts.forEach(
        (name, value) -> out.append("- ").append(name).append(": ").append(value).append('\n'));
    return out.toString();
  }

  private static List<String> cells(Outcome outcome, Outcome.Row row) {
    Figures figures = row.figures();
    String unit = " " + outcome.unit();
    return List.of(
        row.who(),
        amount(figures.median()) + unit,
        amount(figures.least()) + unit,
        amount(figures.ninetieth()) + unit,
        String.valueOf(figures.count()),
        row.processor() > 0 ? amount(row.processor()) + " ms" : "",
        times(figures.median() / outcome.base().median()));
  }

  /** For a terminal: the same, in columns. */
  String text() {
    StringBuilder out = new StringBuilder();
    for (Outcome outcome : outcomes) {
      out.append('\n')
          .append(plain(outcome.title()))
          .append(" (")
          .append(outcome.key())
          .append(")\n");
      for (Outcome.Row row : outcome.rows()) {
        Figures figures = row.figures();
        out.append(
            String.format(
                Locale.ROOT,
                "  %-58s median %9s  least %9s %s  n=%-3d cpu %8s  %s%n",
                plain(row.who()),
                amount(figures.median()),
                amount(figures.least()),
                outcome.unit(),
                figures.count(),
                amount(row.processor()),
                times(figures.median() / outcome.base().median())));
      }
    }
    out.append("\nTargets\n");
    for (Outcome outcome : outcomes) {
      for (Verdict verdict : outcome.verdicts()) {
        out.append(
            String.format(
                Locale.ROOT,
                "  %-3s %9s of %9s %s (least %9s of %9s)  %s%n",
                verdict.reached() ? "yes" : "NO",
                amount(verdict.median()),
                amount(verdict.limit()),
                verdict.unit(),
                amount(verdict.least()),
                amount(verdict.leastLimit()),
                plain(verdict.claim())));
      }
    }
    return out.toString();
  }

  String json() {
    return "{\"facts\":"
        + Json.map(facts)
        + ",\"outcomes\":"
        + outcomes.stream().map(Report::json).collect(Collectors.joining(",\n", "[\n", "\n]"))
        + "}\n";
  }

  private static String json(Outcome outcome) {
    return outcome.rows().stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "{\"who\":%s,\"median\":%.4f,\"least\":%.4f,\"ninetieth\":%.4f,\"processor\":%.4f,\"samples\":%s}",
                    Json.text(row.who()),
                    row.figures().median(),
                    row.figures().least(),
                    row.figures().ninetieth(),
                    row.processor(),
                    row.figures().samples()))
        .collect(
            Collectors.joining(
                ",\n",
                "{\"contest\":"
                    + Json.text(outcome.key())
                    + ",\"unit\":"
                    + Json.text(outcome.unit())
                    + ",\"rows\":[\n",
                "]}"));
  }

  private static String plain(String markdown) {
    return markdown.replace("`", "");
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f x" : "%.0f x", ratio);
  }

  static String amount(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }
}
