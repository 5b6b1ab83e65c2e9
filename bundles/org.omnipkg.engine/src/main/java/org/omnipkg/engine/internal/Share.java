package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.resolve.Languages;

/** One language of a change while its next active closure is worked out. */
final class Share {
  private final Optional<State> before;
  private final boolean sameRuntime;
  private final Asked asked;
  private final List<Words.Demand> demands;
  private final boolean rests;
  private final List<Need> former;
  private Asking asking;
  private final Languages languages;

  private Resolution active = new Resolution(List.of(), List.of(), Set.of());
  private Optional<Elsewhere> elsewhere = Optional.empty();
  private boolean known;
  private boolean solved;
  private List<Need> needs = List.of();
  private Optional<Runtime> runtime = Optional.empty();

  /**
   * @param before what the environment says of the language
   * @param former what its packages need of other languages
   * @param rests whether what is here may answer in the solver's place
   */
  Share(
      Optional<State> before,
      List<Need> former,
      boolean sameRuntime,
      Asked asked,
      boolean rests,
      Asking asking,
      Languages languages) {
    this.before = before;
    this.sameRuntime = sameRuntime;
    this.asked = asked;
    this.rests = rests;
    this.former = List.copyOf(former);
    this.asking = asking;
    this.languages = languages;
    this.demands =
        asked.over(before.map(State::roots).orElse(List.of()), asking.target(), languages);
  }

  String language() {
    return asking.ecosystem().id();
  }

  /**
   * From now on for these runtimes.
   *
   * @param leeway runtimes that may still be taken in place of its own
   */
  void on(Target target, Leeway leeway) {
    asking = asking.on(target, leeway);
  }

  Leeway leeway() {
    return asking.leeway();
  }

  /** Goes along as it is. */
  void stay() {
    active = before.map(s -> Closure.active(s).resolution()).orElse(active);
    elsewhere = before.flatMap(this::formerly);
    needs = former;
    known = true;
  }

  /** Whether what was chosen fits what others need. */
  boolean meets(List<Need> ofOthers) {
    return ofOthers.stream()
        .filter(need -> !need.isOfRuntime() && Asked.holds(need.demand(), asking.target()))
        .allMatch(need -> node(need).isPresent());
  }

  Optional<Node> node(Need need) {
    return active.nodes().stream()
        .filter(node -> node.pin().name().equals(need.wanted().target()))
        .filter(node -> node.features().containsAll(need.wanted().features()))
        .filter(
            node ->
                Satisfaction.inRange(need.wanted().range(), node, asking.ecosystem().versions()))
        .findFirst();
  }

  /** Chooses anew, so that it fits what others need too. */
  void solve(List<Need> ofOthers) {
    List<Words.Demand> all = new ArrayList<>(demands);
    ofOthers.stream().filter(need -> !need.isOfRuntime()).map(Need::demand).forEach(all::add);
    if (!all.isEmpty() && asking.leeway().isFree()) {
      // packages and their runtime are chosen together: what others need of it is asked for too
      ofOthers.stream().filter(Need::isOfRuntime).map(Need::demand).forEach(all::add);
    }
    solved = true;
    runtime = Optional.empty();
    Optional<Closure> here = before.filter(s -> sameRuntime && rests).flatMap(s -> here(s, all));
    known = here.isPresent();
    Outcome outcome =
        known
            ? Outcome.solved(here.get().resolution())
            : all.isEmpty()
                ? Outcome.solved(new Resolution(List.of(), List.of(), Set.of()))
                : asking.answer(all, before.map(State::nodes).orElse(List.of()));
    take(outcome, ofOthers);
    here.ifPresent(
        closure -> {
          needs = still(closure);
          elsewhere =
              before
                  .filter(s -> s.nodes().containsAll(closure.nodes()))
                  .flatMap(this::formerly)
                  .map(closure::still);
        });
  }

  /** Another runtime with which all of it would do, and what others need of it as well. */
  Optional<Runtime> other(List<Need> ofOthers) {
    List<Words.Demand> all = new ArrayList<>(demands);
    ofOthers.forEach(need -> all.add(need.demand()));
    return demands.isEmpty()
        ? Optional.empty()
        : asking.other(all, before.map(State::nodes).orElse(List.of()));
  }

  boolean isBare() {
    return demands.isEmpty();
  }

  /**
   * What packages that were here before need of other languages, those that were kept among them.
   */
  private List<Need> still(Closure closure) {
    Set<Node> were = Set.copyOf(before.map(State::nodes).orElse(List.of()));
    Set<String> same = new HashSet<>();
    List<Node> others = new ArrayList<>();
    for (Node node : closure.nodes()) {
      if (were.contains(node)) {
        same.add(node.id());
      } else {
        others.add(node);
      }
    }
    Set<Need> all = new LinkedHashSet<>();
    former.stream().filter(need -> same.contains(need.from())).forEach(all::add);
    all.addAll(asking.needs(others));
    return List.copyOf(all);
  }

  private void take(Outcome outcome, List<Need> ofOthers) {
    Sorting sorted = new Sorting(language(), outcome, languages);
    sorted.runtimes().forEach(one -> runtime = asking.leeway().taken(one));
    elsewhere = outcome.solved().orElseThrow().elsewhere();
    needs = sorted.needs();
    active = sorted.own(demands, ofOthers);
  }

  /** The runtime that was chosen along with the packages; empty when none was. */
  Optional<Runtime> runtime() {
    return runtime;
  }

  /** The closure of the demands out of what was solved before, without asking anybody. */
  private Optional<Closure> here(State state, List<Words.Demand> all) {
    Target target = asking.target();
    List<Closure> brought =
        state.kept().stream()
            .filter(
                one ->
                    asked.active().stream()
                        .filter(demand -> Asked.holds(demand, target))
                        .filter(demand -> Asked.isOne(demand.dependency(), languages))
                        .anyMatch(demand -> Satisfaction.isKept(demand, one, languages)))
            .map(Closure::of)
            .toList();
    return new Switch(asking.ecosystem(), target, languages, Closure.active(state), brought)
        .to(all);
  }

  private Optional<Elsewhere> formerly(State state) {
    return Optional.ofNullable(state.elsewhere().get(language()));
  }

  /** Lets go of what nobody needs any more, where it was not chosen anew. */
  void settle(List<Need> ofOthers) {
    if (!solved) {
      List<Edge> edges = new ArrayList<>(active.edges());
      ofOthers.forEach(
          need -> node(need).ifPresent(node -> edges.add(Closure.edge(need.demand(), node.id()))));
      Set<String> left = Portion.ids(new Closure(active.nodes(), edges).without(Set.of()).nodes());
      known = known && left.size() == active.nodes().size();
      active =
          new Resolution(
              active.nodes().stream().filter(node -> left.contains(node.id())).toList(),
              active.edges().stream().filter(edge -> left.contains(edge.to())).toList(),
              active.unconfirmed());
    }
  }

  /** The user's words that brought a package, each with where it was said. */
  List<String> asking(String id) {
    List<String> words = new ArrayList<>();
    for (Words.Demand demand : demands) {
      Set<String> gone = new HashSet<>();
      active.edges().stream()
          .filter(e -> e.from().isEmpty() && !e.text().equals(demand.dependency().text()))
          .forEach(e -> gone.add(e.to()));
      if (Closure.of(active).without(gone).node(id).isPresent()) {
        words.add("`" + demand.typed() + "` (" + demand.where() + ")");
      }
    }
    return words;
  }

  /** What lies at a place. */
  Optional<Pin> pin(String id) {
    return active.nodes().stream().filter(n -> n.id().equals(id)).map(Node::pin).findFirst();
  }

  /** The runtime as a package, for those that need it. */
  private Node runtimeNode() {
    Runtime own = asking.target().runtime(language()).orElseThrow();
    PackageName name = new PackageName(Portion.RUNTIME, language());
    return new Node(
        name.toString(), new Pin(name, own.version()), Optional.empty(), Set.of(), own.origin());
  }

  List<Need> needs() {
    return needs;
  }

  /**
   * The part of the plan.
   *
   * @param ofOthers needs that reach it
   */
  Plan.Part part(List<Need> ofOthers, Offers offers) {
    Closure closure = Closure.of(active);
    List<Edge> edges = new ArrayList<>(closure.edges());
    List<Node> all = new ArrayList<>(active.nodes());
    all.removeIf(node -> node.pin().name().ecosystem().equals(Portion.RUNTIME));
    for (Need need : ofOthers) {
      Optional<Node> met = need.isOfRuntime() ? Optional.of(runtimeNode()) : node(need);
      met.ifPresent(node -> edges.add(need.edge(node.id())));
    }
    if (ofOthers.stream().anyMatch(Need::isOfRuntime)) {
      all.add(runtimeNode());
    }
    Resolution whole = new Resolution(all, edges, active.unconfirmed());
    List<State.Kept> kept = new KeptSet(before, sameRuntime, whole, asking, languages).next(asked);
    List<Node> nodes = States.all(all, kept);
    List<State.Offer> offered =
        before
            .filter(s -> known && States.all(s.nodes(), s.kept()).containsAll(nodes))
            .map(s -> States.offers(s.offers(), nodes))
            .orElseGet(() -> offers.of(nodes, asking.target(), asking.ecosystem(), asking.desk()));
    String resolver =
        before.filter(s -> known).map(s -> s.resolver(language())).orElse(asking.resolver());
    return new Plan.Part(
        language(),
        demands.stream().map(Words.Demand::text).toList(),
        whole,
        resolver,
        kept,
        offered,
        elsewhere.map(closure::still));
  }
}
