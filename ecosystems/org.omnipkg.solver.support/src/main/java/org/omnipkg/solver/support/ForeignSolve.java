package org.omnipkg.solver.support;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Tie;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

/**
 * The one way through a foreign tool: look at the requests ourselves, let the tool solve over
 * wheels, turn its pins into a resolution. Where it lacks wheels, let it choose among stand-ins for
 * the sources, and answer with what would have to be built.
 */
public final class ForeignSolve {
  private static final int MOST_ROUNDS = 8;
  private static final Pattern NOT_FOUND = Pattern.compile("^(\\S+) was not found in ");
  private static final Pattern REFUSED = Pattern.compile("^an index answered `(\\d{3})`");

  private final Problem problem;
  private final Facts facts;
  private final Desk desk;

  public ForeignSolve(Problem problem, Facts facts, Desk desk) {
    this.problem = problem;
    this.facts = facts;
    this.desk = desk;
  }

  public Outcome solve(Order.Taker tool) {
    new Requests(problem, facts, desk).check();
    DirectSources direct = new DirectSources(problem);
    if (!direct.wanting().isEmpty()) {
      return Outcome.wanting(direct.wanting());
    }
    StandIns standIns = new StandIns(problem, facts, desk);
    Set<String> without = new HashSet<>();
    Said said = tool.take(order(direct, standIns));
    for (int round = 0; round < MOST_ROUNDS && !said.solved(); round++) {
      boolean more = false;
      for (String name : said.unbuilt()) {
        more |= without.add(name) && standIns.add(name);
      }
      if (!more) {
        mistaken(said);
        return Outcome.unsolvable(new Quarrel(problem, facts).of(said.leaves()));
      }
      said = tool.take(order(direct, standIns));
    }
    if (!said.solved()) {
      mistaken(said);
      return Outcome.unsolvable(new Quarrel(problem, facts).of(said.leaves()));
    }
    List<Wanting> wanting = standIns.chosen(said.pins());
    return wanting.isEmpty()
        ? new Closure(problem, facts, desk, direct).of(said.pins())
        : Outcome.wanting(wanting);
  }

  /**
   * A tool takes an index that refuses it for one that does not know the name; ours says so. Where
   * ours still has the page, of a time when it was let in, the tool's own word counts.
   */
  private void mistaken(Said said) {
    String unknown = "";
    for (Derivation leaf : said.leaves()) {
      Matcher name = NOT_FOUND.matcher(leaf.statement());
      if (name.find()) {
        unknown = name.group(1);
        facts.releases(facts.ecosystem(problem.ecosystem()).grammar().name(unknown));
      }
    }
    for (Derivation leaf : said.leaves()) {
      Matcher answer = REFUSED.matcher(leaf.statement());
      if (answer.find()) {
        throw new Refusal(
            Diagnostic.outside(
                "fetch.unauthorized",
                "an index does not let you have `"
                    + unknown
                    + "` (it answered `"
                    + answer.group(1)
                    + "`)",
                "put user and password for its host into `~/.netrc`; `omnipkg explain"
                    + " fetch.unauthorized` tells the other ways"));
      }
    }
  }

  private Order order(DirectSources direct, StandIns standIns) {
    Set<URI> links = new LinkedHashSet<>();
    for (Artifact built : problem.built().values()) {
      links.add(built.location().resolve("."));
    }
    standIns.folder().ifPresent(links::add);
    List<String> constraints = new ArrayList<>(lines(problem.constraints(), direct));
    constraints.addAll(Permitted.constraints(problem, facts));
    return new Order(problem, lines(problem.roots(), direct), constraints, List.copyOf(links));
  }

  private List<String> lines(List<Dependency> dependencies, DirectSources direct) {
    List<String> lines = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      boolean asked =
          dependency.tie() != Tie.CONSTRAINS || problem.constraints().contains(dependency);
      if (asked && dependency.when().holds(problem.target())) {
        lines.add(line(dependency, direct));
      }
    }
    return lines;
  }

  /** Made from its parts: the text may be a path or carry a prefix of ours. */
  private static String line(Dependency dependency, DirectSources direct) {
    StringBuilder line = new StringBuilder(dependency.target().name());
    if (!dependency.features().isEmpty()) {
      line.append('[')
          .append(String.join(",", dependency.features().stream().sorted().toList()))
          .append(']');
    }
    URI place = direct.place(dependency);
    return (place == null ? line.append(dependency.range()) : line.append(" @ ").append(place))
        .toString();
  }
}
