package org.omnipkg.itest.agreement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that says how our own solver agrees with uv, made of what was compared. */
public final class AgreementPage {
  private static final String HEAD =
      """
      # How the house's solver agrees with uv
      `--resolver house` chooses versions itself; `uv pip compile` is asked for the same requirements on the same interpreter,
      from the same index, and must give the same set of `name==version`. Both solve over wheels and have built from source only what
      there is as source alone: uv is allowed that name by name (`--only-binary :all: --no-binary NAME`) when it says that without it there
      is no solution; such sets say *with builds*. Made by `./mvnw -Pfull -Dit.test=SolverAgreementIT verify`;
      the sets stand in `bundles/org.omnipkg.itest/src/test/resources/agreement/python.txt`, what is known about differences beside
      them in `differences.txt`. *None* means that both refuse. Constraints and overrides go to both as files; what is asked for by its
      place (a wheel's address, a repository of git made for it) has the place for its version.

      """;

  private static final Pattern ROW =
      Pattern.compile("\\| (?!set )([^|]+) \\| ([^|]*) \\| ([^|]*) \\|");
  private static final Pattern DIFFERENCE =
      Pattern.compile("- \\*\\*(.+) (3\\.\\d+)\\*\\*: .* \\((.*)\\)");

  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
  private final Map<String, List<String>> differences = new LinkedHashMap<>();
  private int compared;
  private int same;

  /** Takes what a former page says of sets. */
  public void keep(String former, Predicate<String> names) {
    for (String line : former.lines().toList()) {
      Matcher row = ROW.matcher(line);
      Matcher difference = DIFFERENCE.matcher(line);
      if (row.matches() && names.test(row.group(1))) {
        keep(row.group(1), "3.9", row.group(2));
        keep(row.group(1), "3.12", row.group(3));
      } else if (difference.matches() && names.test(difference.group(1))) {
        String key = difference.group(1) + " " + difference.group(2);
        differences.put(key, List.of(difference.group(3).split(", ")));
      }
    }
  }

  private void keep(String name, String python, String cell) {
    if (!cell.isBlank()) {
      compared++;
      same += cell.equals("differs") ? 0 : 1;
      rows.computeIfAbsent(name, any -> new LinkedHashMap<>()).put(python, cell);
    }
  }

  /**
   * Notes one comparison.
   *
   * @param built names that uv had to build for it
   */
  public void compared(
      RequirementSet set, String python, int packages, Set<String> built, List<String> different) {
    compared++;
    if (different.isEmpty()) {
      same++;
    } else {
      differences.put(set.name() + " " + python, different);
    }
    rows.computeIfAbsent(set.name(), name -> new LinkedHashMap<>())
        .put(
            python,
            !different.isEmpty()
                ? "differs"
                : packages == 0
                    ? "none"
                    : packages + " the same" + (built.isEmpty() ? "" : ", with builds"));
  }

  public double share() {
    return compared == 0 ? 0 : (double) same / compared;
  }

  public Map<String, List<String>> differences() {
    return differences;
  }

  /**
   * The page.
   *
   * @param explained what is known about differences, by set and Python
   * @param uv its version
   */
  public String text(Map<String, String> explained, String uv, String date) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "Last run: "
            + date
            + ", "
            + uv
            + ": **"
            + same
            + " of "
            + compared
            + "** the same.\n\n| set | 3.9 | 3.12 |\n|---|---|---|\n");
    rows.forEach(
        (name, row) ->
            page.append(
                "| " + name + " | " + cell(row, "3.9") + " | " + cell(row, "3.12") + " |\n"));
    page.append("\n## Differences\n");
    if (differences.isEmpty()) {
      page.append("There are none.\n");
    }
    differences.forEach(
        (name, lines) ->
            page.append(
                "- **"
                    + name
                    + "**: "
                    + explained.getOrDefault(name, "not looked into yet")
                    + " ("
                    + String.join(", ", lines.subList(0, Math.min(lines.size(), 6)))
                    + (lines.size() > 6 ? " …" : "")
                    + ")\n"));
    return page.toString();
  }

  private static String cell(Map<String, String> row, String python) {
    return row.getOrDefault(python, "");
  }
}
