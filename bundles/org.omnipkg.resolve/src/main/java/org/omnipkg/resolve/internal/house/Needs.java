package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Tie;

/**
 * Turns requests, and what releases declare, into clauses. Equal ones of several releases are one.
 */
final class Needs {
  private final Ground ground;
  private final Pool pool;
  private final Places places;
  private final Search search;
  private final Priorities priorities;
  private final Map<Key, Clause> clauses = new HashMap<>();
  private final Set<Done> done = new HashSet<>();
  private final Set<Dependency> foreign = new LinkedHashSet<>();

  private record Done(Candidates by, int release, String feature) {}

  /** What clauses of several releases have in common. */
  private record Key(
      Candidates by, String feature, long where, Variable of, Bits taken, boolean binding) {}

  /** Who asks; null for the user. */
  private record Asker(Candidates by, int release, String feature, Optional<Pin> guess) {}

  Needs(Ground ground, Pool pool, Places places, Search search, Priorities priorities) {
    this.ground = ground;
    this.pool = pool;
    this.places = places;
    this.search = search;
    this.priorities = priorities;
  }

  /** Demands on runtimes of other languages that are not there. */
  Set<Dependency> foreign() {
    return foreign;
  }

  /** Whether what a release declares under a feature was added before. */
  boolean knows(Candidates by, int release, String feature) {
    return done.contains(new Done(by, release, feature));
  }

  /** Adds what the user asks for. */
  List<Clause> asked() {
    List<Clause> added = new ArrayList<>();
    for (Dependency root : ground.problem().roots()) {
      if (root.tie() != Tie.CONSTRAINS) {
        added.addAll(add(null, root));
      }
    }
    for (Dependency constraint : ground.problem().constraints()) {
      if (constraint.direct().isEmpty() && pool.knows(constraint.target())) {
        added.addAll(restrict(constraint));
      }
    }
    return added;
  }

  private List<Clause> restrict(Dependency constraint) {
    long where = ground.where(constraint.when());
    if (where == 0) {
      return List.of();
    }
    Candidates of = pool.of(constraint.target());
    Candidates.Demand demand = of.demand(constraint.range());
    Variable variable = of.variable();
    priorities.met(of, demand.exact());
    Clause.Terms terms = new Clause.Terms();
    runtime(terms, where);
    terms.and(variable, variable.present(variable.complement(demand.taken())));
    return add(terms.because(new Reason.Restricted(constraint)));
  }

  /** Adds what a release declares under a feature; what was added before is answered again. */
  List<Clause> of(Candidates by, int release, String feature) {
    Answer<Manifest> answer = manifest(by, release);
    List<Clause> added = new ArrayList<>();
    boolean first = done.add(new Done(by, release, feature));
    if (answer.refusal().isPresent()) {
      return exclude(by, release, 0, new Reason.Unfit(by, answer.refusal().get().message()));
    }
    if (answer.value().isEmpty()) {
      return added;
    }
    Manifest manifest = answer.value().get();
    Optional<Pin> guess =
        manifest.certainty() == Certainty.ESTIMATED
            ? Optional.of(manifest.pin())
            : Optional.empty();
    List<Dependency> all = new ArrayList<>(manifest.features().getOrDefault(feature, List.of()));
    if (feature.isEmpty()) {
      all.addAll(ground.facts().overlay(by.release(release).pin()));
    }
    all.removeIf(need -> !counts(need, manifest));
    if (first) {
      ground.outrider().follow(all);
    }
    Asker asker = new Asker(by, release, feature, guess);
    for (Dependency need : all) {
      added.addAll(add(asker, need));
    }
    return added;
  }

  private boolean counts(Dependency need, Manifest manifest) {
    return need.role().lasts()
        && !manifest.bundled().contains(need.target().name())
        && ground.where(need.when()) != 0;
  }

  private Answer<Manifest> manifest(Candidates by, int release) {
    try {
      return by.manifest(release);
    } catch (Refusal refusal) {
      Diagnostic why = refusal.diagnostic();
      if (why.code().equals("fetch.offline")) {
        return Answer.refused(why);
      }
      throw refusal;
    }
  }

  private List<Clause> add(@Nullable Asker asker, Dependency need) {
    long where = ground.where(need.when());
    if (where == 0) {
      return List.of();
    }
    if (need.target().ecosystem().equals(Ground.RUNTIME)) {
      return onRuntime(asker, need, where);
    }
    if (asker != null && need.direct().isPresent() && !places.sameAs(need)) {
      Reason reason = new Reason.Unfit(asker.by(), "needs `" + need.text() + "`, a place");
      return exclude(asker.by(), asker.release(), ground.everywhere() & ~where, reason);
    }
    boolean known = pool.knows(need.target());
    Candidates of = pool.of(need.target());
    Candidates.Demand demand =
        need.direct().isPresent()
            ? new Candidates.Demand(of.variable().present(of.variable().all), true)
            : of.demand(range(asker, need));
    boolean binding = need.tie() == Tie.NEEDS || need.tie() == Tie.PEER;
    priorities.met(of, demand.exact());
    if (need.direct().isPresent()) {
      priorities.direct(of);
    }
    if (need.when() != Condition.ALWAYS || !need.features().isEmpty()) {
      priorities.special(of);
    }
    List<Clause> added = new ArrayList<>();
    if (!known && asker != null) {
      for (Dependency constraint : ground.problem().constraints()) {
        if (constraint.target().equals(of.name()) && constraint.direct().isEmpty()) {
          added.addAll(restrict(constraint));
        }
      }
    }
    Variable variable = of.variable();
    Bits refused = variable.complement(demand.taken());
    added.addAll(add(asker, need, where, variable, binding ? refused : variable.present(refused)));
    for (String feature : need.features()) {
      Variable extra = pool.extra(of, feature);
      if (binding) {
        added.addAll(add(asker, need, where, extra, Bits.of(1, 2)));
      }
    }
    return added;
  }

  private String range(@Nullable Asker asker, Dependency need) {
    Map<String, String> overrides = ground.problem().overrides();
    String name = need.target().name();
    String own = asker == null ? null : overrides.get(asker.by().name().name() + ">" + name);
    return own != null ? own : overrides.getOrDefault(name, need.range());
  }

  private List<Clause> add(
      @Nullable Asker asker, Dependency need, long where, Variable of, Bits refused) {
    if (asker == null) {
      Clause.Terms terms = new Clause.Terms();
      runtime(terms, where);
      return add(terms.and(of, refused).because(new Reason.Asked(need)));
    }
    Candidates by = asker.by();
    Variable variable = by.variable();
    Bits one = Bits.of(asker.release(), variable.size);
    boolean own = of == variable;
    if (own && !refused.has(asker.release())) {
      return List.of();
    }
    Key key = new Key(by, asker.feature(), where, of, refused, asker.guess().isEmpty());
    Clause known = clauses.get(key);
    if (known != null && known.term(variable) >= 0) {
      known.widen(variable, one);
      return List.of(known);
    }
    Clause.Terms terms = new Clause.Terms().and(variable, one);
    if (!asker.feature().isEmpty()) {
      terms.and(pool.extra(by, asker.feature()), Bits.of(Pool.WANTED, 2));
    }
    runtime(terms, where);
    Clause clause =
        (own ? terms : terms.and(of, refused))
            .because(
                new Reason.Declared(by, asker.feature(), need, of.all.count() > 1, asker.guess()));
    clauses.put(key, clause);
    return add(clause);
  }

  private List<Clause> add(Clause clause) {
    search.add(clause);
    return List.of(clause);
  }

  private void runtime(Clause.Terms terms, long where) {
    pool.runtime().ifPresent(variable -> terms.and(variable, mask(where, variable)));
  }

  private static Bits mask(long where, Variable runtime) {
    return Bits.of(BitSet.valueOf(new long[] {where}), runtime.size);
  }

  private List<Clause> onRuntime(@Nullable Asker asker, Dependency need, long where) {
    Optional<Long> takes = ground.where(need.target().name(), need.range());
    if (takes.isEmpty()) {
      foreign.add(need);
      return List.of();
    }
    long refused = where & ~takes.get();
    if (refused == 0) {
      return List.of();
    }
    if (asker != null) {
      String why = "needs `" + need.text() + "`";
      return exclude(
          asker.by(),
          asker.release(),
          ground.everywhere() & ~refused,
          new Reason.Unfit(asker.by(), why));
    }
    Clause.Terms terms = new Clause.Terms();
    runtime(terms, refused);
    return add(terms.because(new Reason.Asked(need)));
  }

  /**
   * Rules a release out.
   *
   * @param but runtimes with which it stays
   */
  List<Clause> exclude(Candidates of, int release, long but, Reason reason) {
    Variable variable = of.variable();
    Key key = new Key(of, reason.toString(), but, variable, Bits.none(1), true);
    Bits one = Bits.of(release, variable.size);
    Clause known = clauses.get(key);
    if (known != null) {
      known.widen(variable, one);
      return List.of(known);
    }
    Clause.Terms terms = new Clause.Terms().and(variable, one);
    runtime(terms, ground.everywhere() & ~but);
    Clause clause = terms.because(reason);
    clauses.put(key, clause);
    return add(clause);
  }
}
