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

  Composition(Composing.Rooms rooms, Change change, Baseline base, Leases leases, HouseDesk desk) {
    this.rooms = rooms;
    this.choices = rooms.choices();
    this.change = change;
    this.base = base;
    this.state = base.state();
    this.leases = leases;
    this.former = new FormerNeeds(state, leases);
    this.desk = desk;
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
        share.stay(former.of(language));
      }
    }
    for (int round = 0; !open.isEmpty(); round++) {
      if (round > MOST_ROUNDS) {
        throw noEnd(open);
      }
      Set<String> again = solve(open);
      open = List.copyOf(again.isEmpty() ? unfit() : again);
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
      runtimes.put(language, choices.runtime(language, change, state, desk));
    }
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
    String resolver = choices.resolver(change, language, desk);
    Runtime runtime = Objects.requireNonNull(runtimes.get(language));
    boolean choosing = free.contains(language) && resolver.equals(Choices.HOUSE);
    Asking asking =
        new Asking(
            rooms.solving(),
            change,
            leases.of(language),
            target(),
            resolver,
            choosing ? choices.all(runtime, desk) : List.of(),
            base.built(),
            desk);
    return new Share(before, same, asked, rests, asking, rooms.languages());
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
      throw needs.isEmpty() ? refusal : told(refusal, needs);
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

  /** With what brought the needs of other languages, so that the story has a beginning. */
  private Refusal told(Refusal refusal, List<Need> needs) {
    List<String> lines = new ArrayList<>(refusal.diagnostic().details());
    for (Need need : needs) {
      for (Share share : shares.values()) {
        String words = String.join(", ", share.asking(need.from()));
        if (!words.isEmpty()) {
          lines.add(need.from() + " needs " + need.wanted().text() + " and comes with " + words);
        }
      }
    }
    return new Refusal(refusal.diagnostic().with(lines), refusal);
  }

  /** From now on with this runtime of its language. */
  private void run(Runtime runtime) {
    if (!runtime.equals(runtimes.put(runtime.ecosystem(), runtime))) {
      shares.values().forEach(share -> share.on(target()));
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
                ? choices.fitting(language, v -> needs.stream().allMatch(n -> takes(n, v)), desk)
                : Optional.empty();
        run(other.orElseThrow(() -> conflict(torn.get(), runtime)));
        again.add(language);
      }
    }
    return again;
  }

  private boolean takes(Need need, String version) {
    return Choices.takes(leases.of(need.language()), need.wanted().range(), version);
  }

  private Refusal conflict(Need need, Runtime runtime) {
    String language = runtime.ecosystem();
    String range = need.wanted().range();
    return new Refusal(
        Diagnostic.user(
            "resolve.runtime-conflict",
            "`"
                + need.from()
                + "` needs "
                + language
                + " `"
                + range
                + "`, and it is to run with "
                + States.words(runtime),
            choices
                .known(language, version -> takes(need, version), desk)
                .map(version -> "`omnipkg swap " + language + " " + version + "` first")
                .orElse("")));
  }

  private Refusal noEnd(List<String> open) {
    return new Refusal(
        Diagnostic.outside(
            "resolve.no-answer",
            "the languages " + String.join(", ", open) + " keep asking one another for others",
            "install one of them at a time"));
  }
}
