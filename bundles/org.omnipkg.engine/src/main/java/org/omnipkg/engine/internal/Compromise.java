package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Spelling;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;

/**
 * Looks for a word that would go with the others where those of a change do not come together: each
 * of them in turn is asked for without its range, and what is chosen for it then is told.
 */
final class Compromise {
  private static final int MOST = 4;
  private static final Set<String> TORN =
      Set.of("resolve.no-solution", "resolve.no-matching-artifact", "resolve.runtime-conflict");

  private final Composing.Rooms rooms;
  private final Change change;
  private final Baseline base;
  private final Leases leases;
  private final HouseDesk desk;

  Compromise(Composing.Rooms rooms, Change change, Baseline base, Leases leases, HouseDesk desk) {
    this.rooms = rooms;
    this.change = change;
    this.base = base;
    this.leases = leases;
    this.desk = desk;
  }

  /** The refusal, with a hint where it has none and something would do. */
  Refusal in(Refusal refusal) {
    Diagnostic why = refusal.diagnostic();
    boolean alone = change.words().demands().size() < 2 && base.state().isEmpty();
    if (!why.hint().isEmpty() || !TORN.contains(why.code()) || alone || desk.offline()) {
      return refusal;
    }
    List<Words.Demand> bound =
        change.words().demands().stream()
            .filter(one -> !one.dependency().range().isEmpty())
            .filter(one -> one.dependency().direct().isEmpty())
            .filter(one -> one.dependency().alias().isEmpty())
            .limit(MOST)
            .toList();
    for (Words.Demand demand : bound) {
      Optional<String> other = instead(demand);
      if (other.isPresent()) {
        String hint =
            "`" + other.get() + "` in place of `" + demand.typed() + "` goes with the rest";
        return new Refusal(
            new Diagnostic(why.code(), why.kind(), why.message(), why.details(), hint), refusal);
      }
    }
    return refusal;
  }

  private Optional<String> instead(Words.Demand demand) {
    Dependency asked = demand.dependency();
    Dependency open =
        new Dependency(
            asked.target(),
            "",
            asked.features(),
            "",
            asked.tie(),
            asked.role(),
            asked.when(),
            Optional.empty(),
            asked.target().name());
    String language = asked.target().ecosystem();
    Words.Demand any = new Words.Demand(language + ":" + open.text(), open, demand.where());
    Change other =
        new Change(
            change.environment(),
            change.words().with(demand, any),
            change.runtimes(),
            change.resolver(),
            change.prereleases(),
            change.prefer(),
            change.stay(),
            change.particular(),
            true,
            change.command());
    try {
      return new Composition(rooms, other, base, leases, desk, true)
          .plan().nodes().stream()
              .map(Node::pin)
              .filter(pin -> pin.name().equals(asked.target()))
              .findFirst()
              .map(pin -> leases.of(language).grammar().exact(pin, asked.features()))
              .map(words -> Spelling.of(language, words));
    } catch (Refusal neither) {
      return Optional.empty();
    }
  }
}
