package org.omnipkg.resolve.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;

/** Lays the leaves of a derivation out in two aligned columns: who asks, and for what. */
final class Explanation {
  private static final int MOST = 12;

  /** How the origin of a demand begins that a package of another language has. */
  private static final String NEEDED = "needed by ";

  private Explanation() {}

  static Diagnostic of(Derivation why, Problem problem, Map<String, String> origins) {
    Set<Derivation> leaves = new LinkedHashSet<>();
    why.because().forEach(part -> collect(part, leaves));
    int who = width(leaves, true);
    int what = width(leaves, false);
    List<String> lines = new ArrayList<>();
    for (Derivation leaf : leaves) {
      if (lines.size() == MOST) {
        lines.add("… and " + (leaves.size() - MOST) + " more");
        break;
      }
      lines.add(line(leaf, who, what, origins.getOrDefault(leaf.demand(), "")));
    }
    Map<String, List<String>> runtimes =
        runtimes(problem)
            .collect(
                Collectors.groupingBy(
                    Runtime::implementation,
                    LinkedHashMap::new,
                    Collectors.mapping(Runtime::version, Collectors.toList())));
    if (!runtimes.isEmpty()) {
      List<String> all = new ArrayList<>();
      runtimes.forEach((name, versions) -> all.add(name + " " + String.join(", ", versions)));
      lines.add(
          "solved for " + String.join(" and ", all) + " on " + problem.target().platform().id());
    }
    String message =
        why.demand().isEmpty() ? why.statement() : why.statement() + " `" + why.demand() + "`";
    return Diagnostic.user("resolve.no-solution", message, "").with(lines);
  }

  private static Stream<Runtime> runtimes(Problem problem) {
    return problem.runtimes().isEmpty()
        ? problem.target().runtime(problem.ecosystem()).stream()
        : problem.runtimes().stream();
  }

  private static void collect(Derivation part, Set<Derivation> leaves) {
    if (part.because().isEmpty()) {
      leaves.add(part);
    }
    part.because().forEach(below -> collect(below, leaves));
  }

  private static int width(Set<Derivation> leaves, boolean statement) {
    return leaves.stream()
        .filter(leaf -> !leaf.demand().isEmpty())
        .mapToInt(leaf -> (statement ? leaf.statement() : leaf.demand()).length())
        .max()
        .orElse(0);
  }

  private static String line(Derivation leaf, int who, int what, String origin) {
    if (leaf.demand().isEmpty()) {
      return leaf.statement();
    }
    if (origin.startsWith(NEEDED)) {
      return pad(origin.substring(NEEDED.length()) + " needs", who) + " " + leaf.demand();
    }
    String line = pad(leaf.statement(), who) + " " + leaf.demand();
    return origin.isEmpty() ? line : pad(line, who + 1 + what) + " (" + origin + ")";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
