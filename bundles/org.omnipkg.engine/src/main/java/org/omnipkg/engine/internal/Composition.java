package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** One change of one environment while its parts are worked out. */
final class Composition {
  private static final int MOST_ROUNDS = 20;

  private final Composing.Rooms rooms;
  private final Choices choices;
  private final RuntimeSupply supply;
  private final Change change;
  private final Baseline base;
  private final Optional<State> state;
  private final Leases leases;
  private final FormerNeeds former;
  private final HouseDesk desk;
  private final Map<String, Runtime> runtimes = new LinkedHashMap<>();
  private final Map<String, Share> shares = new LinkedHashMap<>();

  /** Languages whose runtime is chosen along with their packages. */
  private final Set<String> free = new LinkedHashSet<>();

  private final Quarrel quarrel;

  /** Only to see whether it comes together: nothing is built or obtained for it. */
  private final boolean trial;

  Composition(
      Composing.Rooms rooms,
      Change change,
      Baseline base,
      Leases leases,
      HouseDesk desk,
      boolean trial) {
    this.rooms = rooms;
    this.trial = trial;
    this.choices = rooms.choices();
    this.supply = choices.supply();
    this.change = change;
    this.base = base;
    this.state = base.state();
    this.leases = leases;
    this.former = new FormerNeeds(state, leases);
    this.desk = desk;
    this.quarrel = new Quarrel(change, state, supply, shares.values(), desk);
  }

  Plan plan() {
    Set<String> named = Composing.named(change, state);
    state.map(Portion::languages).orElse(List.of()).forEach(this::enter);
    named.forEach(this::enter);
    List<String> open = List.copyOf(named);
    List<Need> before = new ArrayList<>();
    for (String language : runtimes.keySet()) {
      Share share = share(language);
      shares.put(language, share);
      before.addAll(former.of(language));
      if (!named.contains(language)) {
        share.stay();
      }
    }
    for (int round = 0; !open.isEmpty(); round++) {
      if (round > MOST_ROUNDS) {
        throw noEnd(open);
      }
      Set<String> again = solve(open);
      again = again.isEmpty() ? unfit() : again;
      open = List.copyOf(again.isEmpty() ? obtain() : again);
    }
    Target target = target();
    List<Plan.Part> parts = new ArrayList<>();
    shares.forEach(
        (language, share) -> {
          List<Need> needs = needsOn(language);
          boolean less = before.stream().anyMatch(n -> n.isOf(language) && !needs.contains(n));
          if (less) {
            share.settle(needs);
          }
          parts.add(share.part(needs, rooms.offers()));
        });
    return new Plan(
        change.environment(),
        target,
        change.command(),
        parts,
        state.map(State::carried).orElse(List.of()),
        base.generation());
  }

  private void enter(String language) {
    if (!runtimes.containsKey(language)) {
      if (choices.isFree(language, change, state, desk)) {
        free.add(language);
      }
      Runtime runtime = choices.runtime(language, change, state, desk);
      // whoever asks a tool for versions needs the runtime itself
      runtimes.put(language, isChoosing(language) ? runtime : supply.obtained(runtime, desk));
    }
  }

  /** Whether the runtime of a language is chosen along with its packages. */
  private boolean isChoosing(String language) {
    return free.contains(language)
        && choices.resolver(change, language, desk).equals(Choices.HOUSE);
  }

  private Leeway leeway(String language) {
    Runtime runtime = Objects.requireNonNull(runtimes.get(language));
    String range = change.words().runtimes().getOrDefault(language, "");
    return choices.leeway(runtime, isChoosing(language), range, this::advice, !trial, desk);
  }

  private String advice(Runtime other) {
    return quarrel.advice(other.ecosystem(), other.version());
  }

  private Target target() {
    return new Target(rooms.processes().platform(), List.copyOf(runtimes.values()));
  }

  private Share share(String language) {
    Optional<State> before = state.map(s -> Portion.of(s, language));
    boolean same =
        before
            .flatMap(s -> States.runtime(s, language))
            .filter(one -> one.equals(runtimes.get(language)))
            .isPresent();
    Asked asked = Asked.of(change.words().of(language), target(), rooms.languages());
    boolean rests =
        before.filter(s -> choices.restsOnWhatIsHere(change, language, s, asked)).isPresent();
    Asking asking =
        new Asking(
            rooms.solving(),
            change,
            leases.of(language),
            target(),
            choices.resolver(change, language, desk),
            leeway(language),
            base.built(),
            desk);
    return new Share(before, former.of(language), same, asked, rests, asking, rooms.languages());
  }

  private List<Need> needsOn(String language) {
    List<Need> needs = new ArrayList<>();
    shares.forEach(
        (other, share) -> {
          if (!other.equals(language)) {
            share.needs().stream().filter(need -> need.isOf(language)).forEach(needs::add);
          }
        });
    return needs;
  }

  /**
   * Solves languages at once, each with what is known by now that others need of it; answers which
   * are to be solved again. Of several that cannot be solved the first is told of.
   */
  private Set<String> solve(List<String> open) {
    Map<String, Set<Need>> before = new HashMap<>();
    List<Callable<Share>> work = new ArrayList<>();
    for (String language : open) {
      Share share = Objects.requireNonNull(shares.get(language));
      before.put(language, Set.copyOf(share.needs()));
      List<Need> needs = needsOn(language);
      work.add(rooms.languages().deputed(() -> solve(share, needs)));
    }
    rooms.batch().inOrder(work).forEach(share -> share.runtime().ifPresent(this::run));
    Set<String> again = new LinkedHashSet<>();
    for (String language : open) {
      for (Need need : Objects.requireNonNull(shares.get(language)).needs()) {
        if (!before.getOrDefault(language, Set.of()).contains(need) && !isMet(need)) {
          again.add(need.language());
        }
      }
    }
    return again;
  }

  private Share solve(Share share, List<Need> needs) {
    try {
      share.solve(needs);
      return share;
    } catch (Refusal refusal) {
      throw needs.isEmpty() ? refusal : quarrel.told(refusal, needs);
    }
  }

  /** Whether what is chosen so far will do; a language nobody named comes in for it. */
  private boolean isMet(Need need) {
    String language = need.language();
    if (!shares.containsKey(language)) {
      enter(language);
      shares.put(language, share(language));
    }
    return Objects.requireNonNull(shares.get(language)).meets(needsOn(language));
  }

  /** From now on with this runtime of its language. */
  private void run(Runtime runtime) {
    if (!runtime.equals(runtimes.put(runtime.ecosystem(), runtime))) {
      Target target = target();
      shares.values().forEach(share -> share.on(target, share.leeway()));
      Share own = shares.get(runtime.ecosystem());
      if (own != null) {
        own.on(target, leeway(runtime.ecosystem()));
      }
    }
  }

  /**
   * Gives languages whose runtime was left open one that all can live with, their own packages
   * among them; answers which are to be solved again for it.
   */
  private Set<String> unfit() {
    Set<String> again = new LinkedHashSet<>();
    for (String language : List.copyOf(shares.keySet())) {
      List<Need> needs =
          shares.values().stream()
              .flatMap(share -> share.needs().stream())
              .filter(need -> need.isOfRuntime() && need.isOf(language))
              .toList();
      Runtime runtime = Objects.requireNonNull(runtimes.get(language));
      Optional<Need> torn = needs.stream().filter(n -> !takes(n, runtime.version())).findFirst();
      if (torn.isPresent()) {
        Optional<Runtime> other =
            free.contains(language)
                ? supply.fitting(language, v -> needs.stream().allMatch(n -> takes(n, v)), desk)
                : Optional.empty();
        Share own = Objects.requireNonNull(shares.get(language));
        Runtime next =
            other.orElseThrow(
                () -> quarrel.overRuntime(torn.get(), needs, runtime, () -> wouldDo(own, needs)));
        // whoever asks a tool for versions needs the runtime itself
        run(isChoosing(language) ? next : supply.obtained(next, desk));
        again.add(language);
      }
    }
    return again;
  }

  /** The version of a runtime with which a language would meet what others need of it. */
  private Optional<String> wouldDo(Share share, List<Need> needs) {
    return share.isBare()
        ? supply.known(
            share.language(), version -> needs.stream().allMatch(n -> takes(n, version)), desk)
        : share.other(needs).map(Runtime::version);
  }

  /**
   * Obtains the runtimes that were only foretold; answers the languages to be solved again since
   * theirs says something else of itself.
   */
  private Set<String> obtain() {
    Set<String> again = new LinkedHashSet<>();
    if (change.dryRun() || trial) {
      return again;
    }
    for (Runtime foretold : List.copyOf(runtimes.values())) {
      if (!foretold.here()) {
        Runtime runtime = supply.obtained(foretold, desk);
        run(runtime);
        boolean same =
            foretold.facts().entrySet().stream()
                .allMatch(fact -> runtime.fact(fact.getKey()).equals(fact.getValue()));
        if (!same) {
          again.add(runtime.ecosystem());
        }
      }
    }
    again.retainAll(shares.keySet());
    return again;
  }

  private boolean takes(Need need, String version) {
    return Choices.takes(leases.of(need.language()), need.wanted().range(), version);
  }

  private Refusal noEnd(List<String> open) {
    return new Refusal(
        Diagnostic.outside(
            "resolve.no-answer",
            "the languages " + String.join(", ", open) + " keep asking one another for others",
            "install one of them at a time"));
  }
}
