package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.api.Spelling;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Finisher;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Completes the trees of packages that have to run code of their own before they can be used, what
 * they need first. The outcome is a tree for everybody; without permission where it takes one a
 * package stays as it is.
 */
@Component(service = Finishing.class)
public final class Finishing {
  private static final String FAILED = "build.failed";

  private final Acquisition acquisition;
  private final Tooling tooling;
  private final PlanExecutor plans;
  private final Environments environments;
  private final Languages languages;
  private final Permissions permissions;
  private final Store store;
  private final Places places;

  @Activate
  public Finishing(
      @Reference Acquisition acquisition,
      @Reference Tooling tooling,
      @Reference PlanExecutor plans,
      @Reference Environments environments,
      @Reference Languages languages,
      @Reference Permissions permissions,
      @Reference Store store,
      @Reference Places places) {
    this.acquisition = acquisition;
    this.tooling = tooling;
    this.plans = plans;
    this.environments = environments;
    this.languages = languages;
    this.permissions = permissions;
    this.store = store;
    this.places = places;
  }

  /** What came over the wire for it. */
  long prepare(Plan plan, Optional<State> before, Leases leases, HouseDesk desk) {
    AtomicLong downloaded = new AtomicLong();
    if (plan.parts().stream().noneMatch(part -> isCompleted(part.ecosystem()))) {
      return 0;
    }
    List<Order> orders =
        plan.parts().stream().map(part -> Order.of(part, leases.layout(part.ecosystem()))).toList();
    List<Map<String, Store.Tree>> bases =
        acquisition.bases(orders, plan.target(), desk, downloaded);
    try (Tooling.Tools tools = tooling.open(leases, desk)) {
      for (int i = 0; i < orders.size(); i++) {
        Plan.Part part = plan.parts().get(i);
        Optional<Languages.Lease<Finisher>> skill =
            languages.skill(Finisher.class, part.ecosystem());
        if (skill.isPresent()) {
          try (Languages.Lease<Finisher> finisher = skill.get()) {
            new Work(plan, part, before, leases, tools, finisher.service(), desk).run(bases.get(i));
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        }
      }
    }
    return downloaded.get();
  }

  private boolean isCompleted(String language) {
    Optional<Languages.Lease<Finisher>> skill = languages.skill(Finisher.class, language);
    skill.ifPresent(Languages.Lease::close);
    return skill.isPresent();
  }

  /** One language of one change. */
  private final class Work {
    private final Plan.Part part;
    private final Closure closure;
    private final Optional<State> before;
    private final Leases leases;
    private final Tooling.Tools tools;
    private final Ecosystem ecosystem;
    private final Layout layout;
    private final Target target;
    private final Finisher finisher;
    private final HouseDesk desk;
    private final Set<String> refused = new LinkedHashSet<>();
    private final Set<String> here = new TreeSet<>();
    private final Set<String> needed;

    Work(
        Plan plan,
        Plan.Part part,
        Optional<State> before,
        Leases leases,
        Tooling.Tools tools,
        Finisher finisher,
        HouseDesk desk) {
      this.part = part;
      this.closure = Closure.of(part.resolution());
      this.needed = closure.needed();
      this.before = before;
      this.leases = leases;
      this.tools = tools;
      this.ecosystem = leases.of(part.ecosystem());
      this.layout = ecosystem.layout();
      this.target = plan.target();
      this.finisher = finisher;
      this.desk = desk;
      before.ifPresent(s -> s.nodes().forEach(node -> here.add(node.pin().toString())));
    }

    /** With the packages' own trees by node id. */
    void run(Map<String, Store.Tree> bases) throws IOException {
      Map<String, Finisher.Need> needs = new LinkedHashMap<>();
      for (Node node : closure.nodes()) {
        Store.Tree base = bases.get(node.id());
        if (base != null) {
          undone(node, base);
          finisher
              .need(node, base.facts(), target)
              .map(need -> FinishedTrees.within(need, node, closure, bases))
              .ifPresent(need -> needs.put(node.id(), need));
        }
      }
      if (needs.isEmpty()) {
        return;
      }
      Set<String> allowed = allowed(needs);
      for (Node node : closure.inOrder(needs.keySet())) {
        Finisher.Need need = needs.get(node.id());
        Store.Tree base = bases.get(node.id());
        if (need == null || base == null) {
          continue;
        }
        if (need.permission() && !allowed.contains(node.pin().name().name())) {
          refused.add(node.pin().name().name());
        } else {
          tried(node, base, need);
        }
      }
      tell();
    }

    private void undone(Node node, Store.Tree base) {
      Optional<String> what =
          here.contains(node.pin().toString())
              ? Optional.empty()
              : finisher.undone(node, base.facts(), target);
      String name = Spelling.of(node.pin().name().ecosystem(), node.pin().name().name());
      what.ifPresent(text -> desk.progress().note("note: " + name + " " + text));
    }

    private Set<String> allowed(Map<String, Finisher.Need> needs) {
      if (needs.values().stream().noneMatch(Finisher.Need::permission)) {
        return Set.of();
      }
      Set<String> allowed = new TreeSet<>(permissions.granted(ecosystem, desk));
      before.ifPresent(state -> allowed.addAll(permissions.before(state)));
      return allowed;
    }

    /** What is but optional stays as it came when it cannot be completed. */
    private void tried(Node node, Store.Tree base, Finisher.Need need) throws IOException {
      try {
        finish(node, base, need);
      } catch (Refusal failed) {
        if (needed.contains(node.id()) || !failed.diagnostic().code().equals(FAILED)) {
          throw failed;
        }
        desk.progress()
            .note(
                "note: "
                    + node.pin().name().name()
                    + " is optional and stays as it came: "
                    + failed.diagnostic().message());
      }
    }

    private void finish(Node node, Store.Tree base, Finisher.Need need) throws IOException {
      String key = FinishedTrees.key(base, need);
      if (desk.finished(base).filter(key::equals).isPresent()) {
        return;
      }
      desk.hold().keep(layout.shelf(), List.of(base.key(), key));
      if (store.sound(layout.shelf(), key).isEmpty()) {
        make(node, base, need);
      }
      desk.finish(base, key);
    }

    private void make(Node node, Store.Tree base, Finisher.Need need) throws IOException {
      String label = node.pin().name().name() + " " + node.pin().version();
      List<FinishingPlace> others = tools.of(node, need.requires());
      desk.progress().step("Building " + label);
      Path work = Files.createTempDirectory(desk.scratch(), "finish");
      try (FinishingPlace place =
          FinishingPlace.make(
              name -> alone(name, node), plans, environments, leases::layout, desk)) {
        Path tree = Files.createDirectory(work.resolve("tree"));
        Workpiece piece =
            Workpiece.of(store.sound(base.shelf(), base.key()).orElse(base).path(), tree);
        Set<Path> shown = new LinkedHashSet<>(place.shown(places.store()));
        others.forEach(other -> shown.addAll(other.shown(places.store())));
        desk.progress().step("Building " + label);
        finisher.finish(
            new Finisher.Job(node, tree, place.root(), place.variables(others), target),
            new ShownDesk(desk, List.copyOf(shown)));
        store.makeTree(base.shelf(), FinishedTrees.bubble(base, need, piece.placements(store)));
      } finally {
        Removal.of(work);
      }
    }

    /** The package and what it needs, as if it were asked for. */
    private Plan alone(String environment, Node node) {
      Closure own = closure.from(node);
      return new Plan(
          environment,
          target,
          List.of("build"),
          List.of(
              new Plan.Part(
                  part.ecosystem(), List.of(), own.resolution(), "", List.of(), List.of())),
          List.of(),
          Optional.empty());
    }

    /** Said of packages that are new here. */
    private void tell() {
      List<String> names =
          closure.nodes().stream()
              .filter(node -> refused.contains(node.pin().name().name()))
              .filter(node -> !here.contains(node.pin().toString()))
              .map(node -> node.pin().name().name())
              .distinct()
              .sorted()
              .toList();
      if (!names.isEmpty()) {
        desk.progress()
            .note(
                "note: "
                    + Some.of(names)
                    + (names.size() == 1
                        ? " wants to run scripts and was"
                        : " want to run scripts and were")
                    + " not allowed to; `--allow-scripts "
                    + String.join(",", names)
                    + "` allows it");
      }
    }
  }
}
