package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Settings;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one way from a plan to a generation; running it again after a crash is safe. */
@Component(service = PlanExecutor.class)
public final class PlanExecutor {
  private final Acquisition acquisition;
  private final Environments environments;
  private final Natives natives;
  private final Settings settings;
  private final Drifts drifts;
  private final OldGenerations old;

  @Activate
  public PlanExecutor(
      @Reference Acquisition acquisition,
      @Reference Environments environments,
      @Reference Natives natives,
      @Reference Settings settings,
      @Reference Drifts drifts,
      @Reference OldGenerations old) {
    this.acquisition = acquisition;
    this.environments = environments;
    this.natives = natives;
    this.settings = settings;
    this.drifts = drifts;
    this.old = old;
  }

  /** A generation, the trees in it by language, and what came over the wire. */
  record Made(
      Environments.Generation generation, Map<String, List<Store.Tree>> trees, long downloaded) {}

  /**
   * A part whose trees are at hand.
   *
   * @param active trees by node id
   * @param kept the trees of each kept version
   */
  private record Acquired(
      Plan.Part part, Map<String, Store.Tree> active, List<Map<String, Store.Tree>> kept) {}

  /**
   * Nothing of the environment changes before all of it is at hand.
   *
   * @param layouts by language
   */
  Made execute(
      Plan plan, Environments.Hold hold, Function<String, Layout> layouts, HouseDesk desk) {
    AtomicLong downloaded = new AtomicLong();
    List<Acquired> acquired = acquire(plan, layouts, desk, downloaded);
    desk.progress().step("Linking");
    desk.progress().checkpoint();
    List<Node> nodes = new ArrayList<>();
    List<State.Kept> kept = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    Map<String, List<Store.Tree>> trees = new LinkedHashMap<>();
    List<Environments.Part> inputs = new ArrayList<>();
    for (Acquired one : acquired) {
      nodes.addAll(digested(one.part().resolution().nodes(), one.active()));
      kept.addAll(kept(one));
      one.active().forEach((id, tree) -> places.put(id, tree.name()));
      trees.put(one.part().ecosystem(), List.copyOf(one.active().values()));
      inputs.add(input(one, layouts.apply(one.part().ecosystem()), plan, desk));
    }
    Map<String, String> carried = drifts.follow(plan, desk.progress());
    State state =
        State.made(Instant.now(), plan.command())
            .runtimes(plan.target().runtimes())
            .roots(plan.roots())
            .nodes(nodes)
            .edges(plan.edges())
            .trees(places)
            .resolvers(plan.resolvers())
            .kept(kept)
            .offers(desk.real(plan.offers()))
            .carried(List.copyOf(carried.keySet()))
            .elsewhere(plan.elsewhere())
            .state();
    Environments.Generation generation =
        environments.commit(
            hold,
            state,
            new Environments.PrefixInput(inputs, plan.carriedFrom(), carried, sharing(desk)),
            desk.progress());
    int keep = Integer.parseInt(settings.get(desk.caller(), "generations").value());
    old.later(plan.environment(), keep);
    return new Made(generation, trees, downloaded.get());
  }

  /** Of all languages together: all of it, or none of it is still under way. */
  private List<Acquired> acquire(
      Plan plan, Function<String, Layout> layouts, HouseDesk desk, AtomicLong downloaded) {
    List<Order> orders =
        plan.parts().stream().map(part -> Order.of(part, layouts.apply(part.ecosystem()))).toList();
    List<List<Map<String, Store.Tree>>> trees =
        acquisition.acquireAll(orders, plan.target(), desk, downloaded);
    List<Acquired> acquired = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      List<Map<String, Store.Tree>> its = trees.get(i);
      acquired.add(new Acquired(plan.parts().get(i), its.get(0), its.subList(1, its.size())));
    }
    return acquired;
  }

  private Environments.Part input(Acquired one, Layout layout, Plan plan, HouseDesk desk) {
    Plan.Part part = one.part();
    Set<String> requested = part.requested();
    List<Prefix.Tree> linked = new ArrayList<>();
    for (Node node : part.resolution().nodes()) {
      Store.Tree tree = one.active().get(node.id());
      LinkedFolder.of(node)
          .map(own -> new Prefix.Tree(node, own, Map.of(), requested.contains(node.id())))
          .ifPresent(linked::add);
      if (tree != null) {
        linked.add(new Prefix.Tree(node, tree.path(), tree.facts(), requested.contains(node.id())));
      }
    }
    Map<String, Path> tools = tools(layout, part.ecosystem(), plan.target(), desk);
    return new Environments.Part(
        plan.target().runtime(part.ecosystem()).orElseThrow(),
        linked,
        part.resolution().edges(),
        part.ecosystem().equals(Words.BARE) ? natives.pythonLauncher(desk) : Optional.empty(),
        prefix -> layout.prefix(prefix.with(tools)));
  }

  /** An environment without them is one all the same. */
  private static Map<String, Path> tools(
      Layout layout, String language, Target target, HouseDesk desk) {
    Map<String, Path> tools = new HashMap<>();
    for (Desk.Tool tool : layout.tools(target.runtime(language).orElseThrow())) {
      try {
        tools.put(tool.command(), desk.tool(tool, target).executable());
      } catch (Refusal missing) {
        desk.progress()
            .note(
                "note: `"
                    + tool.requirement()
                    + "` is not to be had: "
                    + missing.diagnostic().message());
      }
    }
    return tools;
  }

  private List<State.Kept> kept(Acquired one) {
    List<State.Kept> kept = new ArrayList<>();
    for (int i = 0; i < one.kept().size(); i++) {
      State.Kept version = one.part().kept().get(i);
      Map<String, Store.Tree> trees = one.kept().get(i);
      Map<String, String> places = new HashMap<>();
      trees.forEach((id, tree) -> places.put(id, tree.name()));
      kept.add(
          new State.Kept(
              version.root(), digested(version.nodes(), trees), version.edges(), places));
    }
    return kept;
  }

  private Environments.Sharing sharing(HouseDesk desk) {
    String value = settings.get(desk.caller(), "sharing").value();
    return Environments.Sharing.valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** A file that nobody vouched for is known by what came: the state says which file it was. */
  private List<Node> digested(List<Node> nodes, Map<String, Store.Tree> trees) {
    return nodes.stream().map(node -> digested(node, trees.get(node.id()))).toList();
  }

  private Node digested(Node node, Store.@Nullable Tree tree) {
    Optional<String> sha256 =
        tree == null || KnownTrees.strong(node.artifact().orElseThrow())
            ? Optional.empty()
            : acquisition.digest(tree);
    return sha256.isEmpty()
        ? node
        : new Node(
            node.id(),
            node.pin(),
            node.artifact().map(file -> Sha256.in(file, sha256.get())),
            node.features(),
            node.source());
  }
}
