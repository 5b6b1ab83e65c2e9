package org.omnipkg.engine.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.environment.State;
import org.omnipkg.model.Refusal;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The parts of a change: every language it names is solved by its own solver, all at once, and
 * again with what the others turn out to need of it, until none needs anything more. Languages it
 * does not name go along as they are.
 */
@Component(service = Composing.class)
public final class Composing {
  private final Rooms rooms;

  /** Whom a change is worked out with. */
  record Rooms(
      Languages languages,
      Solving solving,
      Processes processes,
      Offers offers,
      Choices choices,
      Batch batch) {}

  @Activate
  public Composing(
      @Reference Languages languages,
      @Reference Solving solving,
      @Reference Processes processes,
      @Reference Offers offers,
      @Reference Choices choices) {
    this.rooms = new Rooms(languages, solving, processes, offers, choices, new Batch("solve"));
  }

  @Deactivate
  void stop() {
    rooms.batch().stop();
  }

  Plan plan(Change change, Baseline base, Leases leases, HouseDesk desk) {
    try {
      return new Composition(rooms, change, base, leases, desk, false).plan();
    } catch (Refusal refusal) {
      throw new Compromise(rooms, change, base, leases, desk).in(refusal);
    }
  }

  /** Languages a change is about: those it names, or for want of any the first one. */
  static Set<String> named(Change change, Optional<State> state) {
    Set<String> named = new LinkedHashSet<>(change.languages());
    if (named.isEmpty()) {
      List<String> here = state.map(Portion::languages).orElse(List.of());
      named.add(here.isEmpty() || here.contains(Words.BARE) ? Words.BARE : here.get(0));
    }
    return named;
  }
}
