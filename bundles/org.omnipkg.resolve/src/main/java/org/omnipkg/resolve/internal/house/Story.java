package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.PackageName;

/** Tells a failure as a derivation whose leaves are requests, needs of releases, and facts. */
final class Story {
  private static final int SHOWN = 3;

  private final Ground ground;
  private final Map<Clause, Derivation> told = new IdentityHashMap<>();
  private final Map<PackageName, Integer> demands = new LinkedHashMap<>();

  Story(Ground ground) {
    this.ground = ground;
  }

  Derivation of(Clause failure) {
    for (Clause leaf : Blame.of(failure).leaves()) {
      if (leaf.reason() instanceof Reason.Asked asked) {
        demands.merge(asked.demand().target(), 1, Integer::sum);
      } else if (leaf.reason() instanceof Reason.Restricted restricted) {
        demands.merge(restricted.demand().target(), 1, Integer::sum);
      } else if (leaf.reason() instanceof Reason.Declared declared) {
        demands.merge(declared.demand().target(), 1, Integer::sum);
      }
    }
    return new Derivation(headline(), "", List.of(tell(failure)));
  }

  private String headline() {
    return demands.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .max(Map.Entry.comparingByValue())
        .map(
            entry ->
                "`"
                    + entry.getKey().name()
                    + "` cannot satisfy "
                    + (entry.getValue() == 2 ? "both requests" : "every request"))
        .orElse("the requests cannot be satisfied together");
  }

  private Derivation tell(Clause clause) {
    Derivation known = told.get(clause);
    if (known == null) {
      known =
          clause.reason() instanceof Reason.Concluded concluded
              ? new Derivation(
                  "so this cannot be", "", List.of(tell(concluded.one()), tell(concluded.other())))
              : leaf(clause);
      told.put(clause, known);
    }
    return known;
  }

  private Derivation leaf(Clause clause) {
    Reason reason = clause.reason();
    if (reason instanceof Reason.Asked asked) {
      return Derivation.leaf("you asked for", asked.demand().text());
    }
    if (reason instanceof Reason.Restricted restricted) {
      return Derivation.leaf("you allow only", restricted.demand().text());
    }
    if (reason instanceof Reason.Declared declared) {
      String by =
          declared.by().name().name()
              + (declared.feature().isEmpty() ? "" : "[" + declared.feature() + "]")
              + versions(declared.by(), clause);
      return declared.known()
          ? Derivation.leaf(by + " needs", plain(declared.demand()))
          : Derivation.leaf(
              by + " needs " + plain(declared.demand()) + ", which no source knows", "");
    }
    if (reason instanceof Reason.Unfit unfit) {
      String which = unfit.of().name().name() + versions(unfit.of(), clause);
      if (!unfit.why().isEmpty()) {
        return Derivation.leaf(which + ": " + unfit.why(), "");
      }
      String range = range(unfit.of(), clause);
      return range.isEmpty()
          ? Derivation.leaf(which + " has nothing for " + without(unfit.of(), clause), "")
          : Derivation.leaf(which + " needs", ground.problem().ecosystem() + " " + range);
    }
    if (reason instanceof Reason.Unbuilt unbuilt) {
      return Derivation.leaf(
          unbuilt.of().name().name()
              + versions(unbuilt.of(), clause)
              + " would have to be built from source",
          "");
    }
    throw new IllegalStateException("nothing to say about " + clause);
  }

  /**
   * The range of runtimes that all releases of a clause ask for, where that alone rules them out.
   */
  private String range(Candidates of, Clause clause) {
    int term = clause.term(of.variable());
    Bits some = of.variable().present(term < 0 ? of.variable().all : clause.set(term));
    String range = "";
    for (int i = some.last(); i >= 0; i = some.previous(i - 1)) {
      String own = of.release(i).runtimeRange();
      boolean same = range.isEmpty() || own.equals(range);
      long within = own.isEmpty() ? -1 : ground.where(own).orElse(-1L);
      if (!same || within != of.allowed(i)) {
        return "";
      }
      range = own;
    }
    return range;
  }

  /** Those of the runtimes with which a release cannot be used, or the platform. */
  private String without(Candidates of, Clause clause) {
    int term = clause.term(of.variable());
    Bits some = of.variable().present(term < 0 ? of.variable().all : clause.set(term));
    long allowed = some.isEmpty() ? 0 : of.allowed(some.last());
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < ground.runtimes().size(); i++) {
      if ((allowed >> i & 1) == 0) {
        versions.add(ground.runtimes().get(i).version());
      }
    }
    return versions.isEmpty()
        ? ground.problem().target().platform().id()
        : ground.problem().ecosystem() + " " + String.join(", ", versions);
  }

  /** The demand without its marker, which holds. */
  private static String plain(Dependency demand) {
    int marker = demand.text().indexOf(';');
    return marker < 0 ? demand.text() : demand.text().substring(0, marker).strip();
  }

  /** The releases a clause is about, told among those that exist for the problem. */
  private static String versions(Candidates of, Clause clause) {
    int term = clause.term(of.variable());
    Bits all = of.variable().present(of.variable().all);
    Bits some = term < 0 ? all : clause.set(term).and(all);
    if (all.within(some)) {
      return all.count() == 1 ? " " + version(of, all.last()) : " (every version)";
    }
    List<String> runs = new ArrayList<>();
    int from = some.next(0);
    while (from >= 0) {
      int to = from;
      for (int next = all.next(to + 1); next >= 0 && some.has(next); next = all.next(to + 1)) {
        to = next;
      }
      runs.add(from == to ? version(of, from) : version(of, from) + " to " + version(of, to));
      from = some.next(to + 1);
    }
    int more = runs.size() - SHOWN;
    List<String> shown = runs.subList(Math.max(0, more), runs.size());
    return " " + String.join(", ", shown) + (more > 0 ? " and others" : "");
  }

  private static String version(Candidates of, int bit) {
    return of.release(bit).pin().version();
  }
}
