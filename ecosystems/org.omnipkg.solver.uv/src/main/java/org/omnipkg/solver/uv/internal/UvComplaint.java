package org.omnipkg.solver.uv.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.solver.support.Prose;
import org.omnipkg.solver.support.Said;

/** Reads why uv found nothing: the premises of its chain of conclusions. */
final class UvComplaint {
  private static final Pattern PREMISE =
      Pattern.compile("[Bb]ecause (.+?),? we can conclude that ");
  private static final Pattern UNBUILT =
      Pattern.compile(
          "Wheels are required for `([^`]+)` because building"
              + "|([A-Za-z0-9][A-Za-z0-9._-]*)(?:[<>=!~]\\S*)? ha(?:s|ve) no usable wheels");
  private static final Pattern BEGINS =
      Pattern.compile(
          "(you require|your project|there (is|are) no|only|all of|all versions of|any of|the current"
              + "|the requested|we know from|one of)\\b.*|\\S+ (depends? on|has|have|was|were|is|are"
              + "|cannot|could|needs?|requires?)\\b.*");
  private static final Pattern CLOSED =
      Pattern.compile("could not be queried due to a lack of valid authentication.*?\\((40[13]) ");
  private static final Pattern NEEDS = Pattern.compile("(.+?) depends? on (.+)");
  private static final Pattern PYTHON =
      Pattern.compile("the (?:current|requested) Python version \\((.+?)\\) does not satisfy (.+)");

  private final Problem problem;

  UvComplaint(Problem problem) {
    this.problem = problem;
  }

  Said read(int exit, String err) {
    String text = err.replaceAll("[×╰─▶│├]", " ").replaceAll("\\s+", " ").strip();
    if (!text.contains("No solution found")) {
      throw new Refusal(refusal(exit, err));
    }
    if (text.contains("network was disabled")) {
      throw new Refusal(
          Diagnostic.outside(
                  "resolve.not-cached",
                  "`uv` has not seen everything needed yet, and the network is switched off",
                  "")
              .with(leaves(text).stream().map(Derivation::statement).distinct().toList()));
    }
    Set<String> unbuilt = new LinkedHashSet<>();
    Matcher names = UNBUILT.matcher(text);
    while (names.find()) {
      unbuilt.add(names.group(1) == null ? names.group(2) : names.group(1));
    }
    List<Derivation> leaves = new ArrayList<>(leaves(text));
    Matcher closed = CLOSED.matcher(text);
    if (closed.find()) {
      leaves.add(Derivation.leaf("an index answered `" + closed.group(1) + "`", ""));
    }
    return new Said(List.of(), leaves, unbuilt);
  }

  private Diagnostic refusal(int exit, String err) {
    String last = err.strip().lines().reduce("", (before, line) -> line.strip());
    return err.contains("inspect Python interpreter") || err.contains("Can't use Python")
        ? Prose.unsupported("uv", problem, last.replaceFirst("^cause: ", ""))
        : Prose.failed("uv", exit, err);
  }

  static List<Derivation> leaves(String text) {
    List<Derivation> leaves = new ArrayList<>();
    Matcher premise = PREMISE.matcher(text);
    while (premise.find()) {
      for (String clause : clauses(premise.group(1))) {
        clause(clause, leaves);
      }
    }
    if (leaves.isEmpty()) {
      leaves.add(Derivation.leaf(Prose.redacted(text), ""));
    }
    return leaves.stream().distinct().toList();
  }

  /** Parts a premise at each {@code and} after which a new statement begins. */
  private static List<String> clauses(String premise) {
    List<String> clauses = new ArrayList<>();
    for (String piece : premise.split(",? and ")) {
      if (clauses.isEmpty() || BEGINS.matcher(piece).matches()) {
        clauses.add(piece);
      } else {
        int last = clauses.size() - 1;
        clauses.set(last, clauses.get(last) + " and " + piece);
      }
    }
    return clauses;
  }

  private static void clause(String clause, List<Derivation> leaves) {
    Matcher needs = NEEDS.matcher(clause);
    Matcher python = PYTHON.matcher(clause);
    if (clause.startsWith("you require ")) {
      for (String demand : clause.substring("you require ".length()).split(" and ")) {
        leaves.add(Prose.asked(demand));
      }
    } else if (clause.startsWith("we know from")) {
      return;
    } else if (python.matches()) {
      leaves.add(Derivation.leaf("the runtime is Python " + python.group(1), ""));
    } else if (needs.matches()) {
      leaves.add(Prose.needs(needs.group(1), needs.group(2)));
    } else {
      leaves.add(Derivation.leaf(Prose.redacted(clause), ""));
    }
  }
}
