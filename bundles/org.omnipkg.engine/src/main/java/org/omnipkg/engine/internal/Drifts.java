package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.omnipkg.api.Inquiry;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Surveyor.Finding;
import org.omnipkg.spi.Trace;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What others did inside generations, in words. */
@Component(service = Drifts.class)
public final class Drifts {
  private static final String FARM = "farm:";

  private final Environments environments;
  private final Languages languages;
  private final Store store;

  @Activate
  public Drifts(
      @Reference Environments environments,
      @Reference Languages languages,
      @Reference Store store) {
    this.environments = environments;
    this.languages = languages;
    this.store = store;
  }

  /** What differs from how the generation was made, packages first. */
  List<Inquiry.Drift> of(Environments.Generation generation) {
    List<Inquiry.Drift> drifts = new ArrayList<>();
    List<Node> ours = generation.state().nodes();
    for (Finding finding : findings(generation)) {
      drifts.add(drift(finding, next(finding, ours, generation.state())));
    }
    Set<String> own = environments.own(generation);
    Set<String> changed = own.isEmpty() ? Set.of() : environments.changed(generation);
    for (String tree : packages(generation, changed::contains)) {
      drifts.add(
          new Inquiry.Drift("changed", tree, "files of `" + tree + "` were changed", "mends"));
    }
    for (String tree : packages(generation, name -> !own.contains(name) && !sound(name))) {
      drifts.add(
          new Inquiry.Drift(
              "changed", tree, "files of `" + tree + "` in the store were changed", "mends"));
    }
    return List.copyOf(drifts);
  }

  /** What every further generation takes along. */
  List<Inquiry.Drift> carried(Environments.Generation generation) {
    List<Trace> traces = new ArrayList<>();
    for (String path : generation.state().carried()) {
      boolean farm = path.startsWith(FARM);
      traces.addAll(
          CarriedFiles.traces(
              farm ? environments.farm(generation) : generation.root(),
              farm ? path.substring(FARM.length()) : path,
              farm ? Trace.Place.FARM : Trace.Place.PREFIX));
    }
    return survey(generation, traces).stream().map(found -> drift(found, "carries")).toList();
  }

  List<Finding> findings(Environments.Generation generation) {
    return environments.touched(generation)
        ? survey(generation, environments.traces(generation))
        : List.of();
  }

  private List<Finding> survey(Environments.Generation generation, List<Trace> traces) {
    State state = generation.state();
    if (traces.isEmpty() || state.runtimes().isEmpty()) {
      return List.of();
    }
    List<List<Finding>> told = new ArrayList<>();
    for (Runtime runtime : state.runtimes()) {
      Optional<Languages.Lease<Surveyor>> lease =
          languages.skill(Surveyor.class, runtime.ecosystem());
      if (lease.isPresent()) {
        try (Languages.Lease<Surveyor> surveyor = lease.get()) {
          told.add(surveyor.service().survey(prefix(generation, runtime.ecosystem()), traces));
        }
      }
    }
    List<Finding> all =
        told.isEmpty() ? LooseFiles.survey(traces, state.carried()) : LooseFiles.together(told);
    return all.stream().sorted(Comparator.comparing(Finding::kind)).toList();
  }

  /** One language of a generation as it was laid out. */
  Prefix prefix(Environments.Generation generation, String language) {
    State state = generation.state();
    State own = Portion.of(state, language);
    Runtime runtime = States.runtime(state, language).orElseThrow();
    Set<String> requested = Closure.active(own).roots();
    List<Prefix.Tree> trees = new ArrayList<>();
    for (Node node : own.nodes()) {
      stored(state, node)
          .ifPresent(
              tree ->
                  trees.add(
                      new Prefix.Tree(
                          node, tree.path(), tree.facts(), requested.contains(node.id()))));
    }
    return new Prefix(
        generation.root(),
        environments.farm(generation),
        runtime,
        trees,
        Optional.empty(),
        own.edges());
  }

  private Optional<Store.Tree> stored(State state, Node node) {
    return stored(state.trees().getOrDefault(node.id(), ""));
  }

  private Optional<Store.Tree> stored(String name) {
    String[] place = name.split("/", 2);
    return place.length < 2 ? Optional.empty() : store.tree(place[0], place[1]);
  }

  private boolean sound(String tree) {
    return stored(tree).filter(one -> !store.untouched(one)).isEmpty();
  }

  /** The packages of a generation whose tree is such. */
  private static List<String> packages(Environments.Generation generation, Predicate<String> such) {
    State state = generation.state();
    return state.nodes().parallelStream()
        .filter(node -> such.test(state.trees().getOrDefault(node.id(), "")))
        .map(node -> node.pin().name().name() + " " + node.pin().version())
        .sorted()
        .collect(Collectors.toList());
  }

  /**
   * What a plan takes along: new path to old path. What cannot work under the plan's runtime is
   * left behind, and said.
   */
  Map<String, String> follow(Plan plan, Progress progress) {
    Map<String, String> places = new LinkedHashMap<>();
    plan.carried().forEach(path -> places.put(path, path));
    if (places.isEmpty() || plan.carriedFrom().isEmpty()) {
      return places;
    }
    Environments.Generation from = plan.carriedFrom().get();
    for (Runtime before : from.state().runtimes()) {
      Optional<Runtime> now = plan.target().runtime(before.ecosystem());
      if (now.filter(runtime -> !runtime.equals(before)).isPresent()) {
        follow(from, before.ecosystem(), plan, places, progress);
      }
    }
    return places;
  }

  private void follow(
      Environments.Generation from,
      String language,
      Plan plan,
      Map<String, String> places,
      Progress progress) {
    Optional<Languages.Lease<Surveyor>> lease = languages.skill(Surveyor.class, language);
    if (lease.isEmpty()) {
      return;
    }
    try (Languages.Lease<Surveyor> surveyor = lease.get()) {
      Map<String, String> before = new LinkedHashMap<>(places);
      Map<String, String> moved =
          surveyor
              .service()
              .follow(prefix(from, language), List.copyOf(before.keySet()), plan.target());
      places.clear();
      moved.forEach((old, now) -> places.put(now, before.getOrDefault(old, old)));
      before.keySet().stream()
          .filter(path -> !moved.containsKey(path))
          .forEach(path -> progress.note("`" + path + "` cannot work there and was left behind"));
    }
  }

  private static String next(Finding finding, List<Node> ours, State state) {
    return switch (finding.kind()) {
      case INSTALLED -> "adopts";
      case EDITABLE, FILE -> "carries";
      case CHANGED -> "mends";
      case REMOVED ->
          finding.pin().isPresent()
                  && ours.stream().anyMatch(n -> n.pin().equals(finding.pin().get()))
                  && needed(finding, state)
              ? "mends"
              : "adopts";
    };
  }

  /** Whether a package was not asked for itself, so that others must need it. */
  static boolean needed(Finding removed, State state) {
    return state.nodes().stream()
        .filter(node -> removed.pin().filter(node.pin()::equals).isPresent())
        .anyMatch(
            node ->
                state.edges().stream()
                    .anyMatch(e -> e.to().equals(node.id()) && !e.from().isEmpty()));
  }

  private static Inquiry.Drift drift(Finding finding, String next) {
    String by = finding.by().isEmpty() ? "" : " by " + finding.by();
    String quoted = "`" + finding.label() + "`";
    return switch (finding.kind()) {
      case INSTALLED ->
          new Inquiry.Drift("installed", finding.label(), quoted + " was installed" + by, next);
      case REMOVED -> new Inquiry.Drift("removed", finding.label(), quoted + " was removed", next);
      case EDITABLE ->
          new Inquiry.Drift(
              "editable", finding.label(), quoted + " runs from its own folder", next);
      case FILE -> new Inquiry.Drift("file", finding.label(), quoted + " was put there", next);
      case CHANGED ->
          new Inquiry.Drift(
              "changed", finding.label(), "files of " + quoted + " were changed", next);
    };
  }
}
