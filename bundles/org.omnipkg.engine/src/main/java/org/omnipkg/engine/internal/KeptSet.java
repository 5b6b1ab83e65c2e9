package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.environment.State;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;

/**
 * The versions kept beside a new active set, the most recently kept last. On the runtime they were
 * solved for they go along as they are; for another each is solved again.
 */
final class KeptSet {
  private static final Set<String> IMPOSSIBLE =
      Set.of(
          "resolve.no-solution",
          "resolve.no-matching-artifact",
          "resolve.unknown-version",
          "resolve.build-does-not-fit",
          "build.failed");

  private final Optional<State> before;
  private final boolean sameRuntime;
  private final Resolution active;
  private final Asking asking;
  private final Languages languages;
  private final List<State.Kept> kept = new ArrayList<>();

  KeptSet(
      Optional<State> before,
      boolean sameRuntime,
      Resolution active,
      Asking asking,
      Languages languages) {
    this.before = before;
    this.sameRuntime = sameRuntime;
    this.active = active;
    this.asking = asking;
    this.languages = languages;
  }

  List<State.Kept> next(Asked asked) {
    before.ifPresent(state -> state.kept().forEach(this::goAlong));
    before.ifPresent(state -> stay(state, asked));
    asked.kept().forEach(this::bring);
    return List.copyOf(kept);
  }

  /** A version that was kept stays kept, unless it is the active one now. */
  private void goAlong(State.Kept one) {
    if (KeptVersions.pin(one).map(this::isActive).orElse(true)) {
      return;
    }
    if (sameRuntime) {
      kept.add(one);
      return;
    }
    Words.Demand demand = Words.demand(one.root(), "kept", languages);
    try {
      add(demand, solved(demand));
    } catch (Refusal refusal) {
      throw impossible(refusal) ? doesNotFit(one, refusal) : refusal;
    }
  }

  /** The version that was active stays where a name has several versions, or the user said so. */
  private void stay(State state, Asked asked) {
    Set<PackageName> several = new HashSet<>();
    state.kept().forEach(one -> KeptVersions.pin(one).ifPresent(pin -> several.add(pin.name())));
    if (asking.change().stay()) {
      several.addAll(asked.names());
    }
    Closure was = Closure.active(state);
    several.stream()
        .sorted()
        .flatMap(name -> was.named(name).stream())
        .filter(node -> !isActive(node.pin()))
        .forEach(node -> stay(state, was, node));
  }

  private void stay(State state, Closure was, Node node) {
    Words.Demand demand = demand(state, node);
    if (sameRuntime) {
      add(demand, was.around(node, demand));
      return;
    }
    try {
      add(demand, solved(demand));
    } catch (Refusal refusal) {
      if (!impossible(refusal)) {
        throw refusal;
      }
      asking
          .desk()
          .progress()
          .note("`" + named(node.pin()) + "` cannot be kept: there is none for " + runtime());
    }
  }

  /** What asked for the active version, if it names no other, else words that name it. */
  private Words.Demand demand(State state, Node node) {
    List<Words.Demand> asked =
        state.roots().stream()
            .map(text -> Words.demand(text, "kept", languages))
            .filter(one -> one.dependency().target().equals(node.pin().name()))
            .filter(one -> Asked.holds(one, asking.target()))
            .toList();
    if (asked.size() == 1 && Asked.isOne(asked.get(0).dependency(), languages)) {
      return asked.get(0);
    }
    Set<String> features =
        asked.stream()
            .map(Words.Demand::dependency)
            .map(Dependency::features)
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    return Words.demand(exact(node.pin(), features), "kept", languages);
  }

  private String exact(Pin pin, Set<String> features) {
    return pin.name().ecosystem() + ":" + asking.ecosystem().grammar().exact(pin, features);
  }

  /** A version asked for now. */
  private void bring(Words.Demand demand) {
    if (kept.stream().anyMatch(one -> Satisfaction.isKept(demand, one, languages))) {
      return;
    }
    Optional<Closure> here = sameRuntime ? here(demand) : Optional.empty();
    add(demand, here.isPresent() ? here.get() : solved(demand));
  }

  private Optional<Closure> here(Words.Demand demand) {
    if (before.isEmpty() || !asking.change().restsOnWhatIsHere()) {
      return Optional.empty();
    }
    return Closure.active(before.get())
        .named(demand.dependency().target())
        .filter(node -> Satisfaction.holds(demand, before.get(), languages))
        .map(node -> Closure.active(before.get()).around(node, demand));
  }

  private void add(Words.Demand demand, Closure closure) {
    State.Kept one = KeptVersions.kept(demand, closure);
    Optional<Pin> pin = KeptVersions.pin(one);
    if (pin.isPresent() && !isActive(pin.get()) && !KeptVersions.has(kept, pin.get())) {
      kept.add(one);
    }
  }

  private Closure solved(Words.Demand demand) {
    PackageName own = demand.dependency().target();
    List<Node> others =
        active.nodes().stream().filter(node -> !node.pin().name().equals(own)).toList();
    return Closure.of(asking.solve(List.of(demand), others));
  }

  private boolean isActive(Pin pin) {
    return active.nodes().stream().anyMatch(node -> node.pin().equals(pin));
  }

  /** Whether a solve failed because of the version, not because of the world outside. */
  private static boolean impossible(Refusal refusal) {
    return IMPOSSIBLE.contains(refusal.diagnostic().code());
  }

  private Refusal doesNotFit(State.Kept one, Refusal why) {
    String what = KeptVersions.pin(one).map(this::named).orElse(one.root());
    List<String> details = new ArrayList<>(List.of(why.diagnostic().message()));
    details.addAll(why.diagnostic().details());
    return new Refusal(
        Diagnostic.user(
                "swap.kept-does-not-fit",
                "the kept version `" + what + "` cannot be had for " + runtime(),
                "`omnipkg uninstall " + what + "` lets it go; then the swap can go on without it")
            .with(details),
        why);
  }

  private String named(Pin pin) {
    return asking.ecosystem().grammar().exact(pin, Set.of());
  }

  private String runtime() {
    return asking
        .target()
        .runtime(asking.ecosystem().id())
        .map((Runtime r) -> r.implementation() + " " + r.version())
        .orElse("this runtime");
  }
}
