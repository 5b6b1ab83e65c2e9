package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Settings;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Runtime;
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

  /** A generation, the trees in it, and what came over the wire. */
  record Made(Environments.Generation generation, List<Store.Tree> trees, long downloaded) {}

  Made execute(Plan plan, Environments.Hold hold, Layout layout, HouseDesk desk) {
    List<Node> nodes = plan.resolution().nodes();
    AtomicLong downloaded = new AtomicLong();
    List<Closure> closures = new ArrayList<>();
    closures.add(Closure.of(plan.resolution()));
    plan.kept().forEach(one -> closures.add(Closure.of(one)));
    List<Map<String, Store.Tree>> acquired =
        acquisition.acquireAll(closures, layout, plan.target(), desk, downloaded);
    Map<String, Store.Tree> trees = acquired.get(0);
    desk.progress().step("Linking");
    desk.progress().checkpoint();
    Runtime runtime = plan.target().runtime(plan.ecosystem()).orElseThrow();
    List<Prefix.Tree> linked = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (Node node : nodes) {
      Store.Tree tree = trees.get(node.id());
      if (tree != null) {
        linked.add(
            new Prefix.Tree(node, tree.path(), tree.facts(), plan.requested().contains(node.id())));
        places.put(node.id(), tree.name());
      }
    }
    List<State.Kept> kept = new ArrayList<>();
    for (int i = 0; i < plan.kept().size(); i++) {
      State.Kept one = plan.kept().get(i);
      Map<String, String> itsPlaces = new HashMap<>();
      acquired.get(i + 1).forEach((id, tree) -> itsPlaces.put(id, tree.shelf() + "/" + tree.key()));
      kept.add(
          new State.Kept(
              one.root(), digested(one.nodes(), acquired.get(i + 1)), one.edges(), itsPlaces));
    }
    Map<String, String> carried = drifts.follow(plan, desk.progress());
    State state =
        new State(
            0,
            Instant.now(),
            plan.command(),
            plan.target().runtimes(),
            plan.roots(),
            digested(nodes, trees),
            plan.resolution().edges(),
            places,
            plan.resolver(),
            kept,
            desk.real(plan.offers()),
            List.copyOf(carried.keySet()));
    Environments.Generation generation =
        environments.commit(
            hold,
            state,
            new Environments.PrefixInput(
                runtime,
                linked,
                natives.pythonLauncher(desk),
                plan.carriedFrom(),
                carried,
                sharing(desk)),
            layout::prefix,
            desk.progress());
    int keep = Integer.parseInt(settings.get(desk.caller(), "generations").value());
    old.later(plan.environment(), keep);
    return new Made(generation, List.copyOf(trees.values()), downloaded.get());
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
            node.artifact().map(file -> Acquisition.withSha256(file, sha256.get())),
            node.features(),
            node.source());
  }
}
