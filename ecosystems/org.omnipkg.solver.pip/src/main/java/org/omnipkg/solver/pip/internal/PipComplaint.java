package org.omnipkg.solver.pip.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.solver.support.Demands;
import org.omnipkg.solver.support.Prose;
import org.omnipkg.solver.support.Said;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;

/** Reads why pip found nothing. */
final class PipComplaint {
  private static final Pattern NOT_FOUND =
      Pattern.compile(
          "ERROR: Could not find a version that satisfies the requirement (.+?)"
              + "(?: \\(from (?!versions)(.+?)\\))? \\(from versions: .*");
  private static final Pattern CONSTRAINED =
      Pattern.compile("The user requested \\(constraint\\) (.+)");
  private static final Pattern ASKED = Pattern.compile("The user requested (.+)");
  private static final Pattern NEEDS = Pattern.compile("(\\S+ \\S+) depends on (.+)");
  private static final Pattern UNSUPPORTED =
      Pattern.compile("(?s).*(SyntaxError|TypeError|ImportError|ModuleNotFoundError): .*");

  private final Problem problem;
  private final Facts facts;
  private final Ecosystem ecosystem;

  PipComplaint(Problem problem, Facts facts) {
    this.problem = problem;
    this.facts = facts;
    this.ecosystem = facts.ecosystem(problem.ecosystem());
  }

  Said read(Desk.Output said) {
    List<Derivation> leaves = new ArrayList<>();
    List<String> lines =
        (said.out() + "\n" + said.err()).lines().map(String::strip).distinct().toList();
    for (String line : lines) {
      leaf(line, leaves);
    }
    if (leaves.isEmpty()) {
      throw new Refusal(
          UNSUPPORTED.matcher(said.err()).matches() && said.err().contains("Traceback")
              ? Prose.unsupported("pip", problem, "")
              : Prose.failed("pip", said.exit(), said.err()));
    }
    return new Said(List.of(), leaves, unbuilt(leaves));
  }

  private static void leaf(String line, List<Derivation> leaves) {
    Matcher notFound = NOT_FOUND.matcher(line);
    Matcher constrained = CONSTRAINED.matcher(line);
    Matcher asked = ASKED.matcher(line);
    Matcher needs = NEEDS.matcher(line);
    if (notFound.matches()) {
      String demand = commas(notFound.group(1));
      leaves.add(
          notFound.group(2) == null ? Prose.asked(demand) : Prose.needs(notFound.group(2), demand));
      leaves.add(Derivation.leaf("no wheel fits", demand));
    } else if (constrained.matches()) {
      leaves.add(Derivation.leaf("a constraint asks for", commas(constrained.group(1))));
    } else if (asked.matches()) {
      leaves.add(Prose.asked(commas(asked.group(1))));
    } else if (needs.matches()) {
      leaves.add(Prose.needs(needs.group(1), commas(needs.group(2))));
    }
  }

  private static String commas(String demand) {
    return demand.replace(" and ", ",");
  }

  /** Names whose demands leave versions, none of which pip took: sources may fill the gap. */
  private Set<String> unbuilt(List<Derivation> leaves) {
    List<Dependency> demands = new ArrayList<>();
    for (Derivation leaf : leaves) {
      read(leaf.demand()).ifPresent(demands::add);
    }
    Set<String> names = new LinkedHashSet<>();
    for (Dependency demand : demands) {
      List<Dependency> same =
          demands.stream().filter(other -> other.target().equals(demand.target())).toList();
      Demands together = Demands.of(same, facts.releases(demand.target()), ecosystem.versions());
      if (!together.admitted().isEmpty()) {
        names.add(demand.target().name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private Optional<Dependency> read(String demand) {
    try {
      return demand.isEmpty() ? Optional.empty() : Optional.of(ecosystem.grammar().parse(demand));
    } catch (Refusal notARequirement) {
      return Optional.empty();
    }
  }
}
