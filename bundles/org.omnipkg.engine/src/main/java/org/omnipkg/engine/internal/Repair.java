package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Storage;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds what is damaged and makes it whole: from what the store still has, else from where it came.
 * What it says is mended was looked at once more.
 */
@Component(service = Repair.class)
public final class Repair {
  private final Upkeep upkeep;
  private final Environments environments;
  private final Ledger ledger;
  private final Acquisition acquisition;
  private final Desks desks;
  private final Languages languages;
  private final Processes processes;
  private final Relinking relinking;

  @Activate
  public Repair(
      @Reference Upkeep upkeep,
      @Reference Environments environments,
      @Reference Ledger ledger,
      @Reference Acquisition acquisition,
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference Processes processes,
      @Reference Relinking relinking) {
    this.upkeep = upkeep;
    this.environments = environments;
    this.ledger = ledger;
    this.acquisition = acquisition;
    this.desks = desks;
    this.languages = languages;
    this.processes = processes;
    this.relinking = relinking;
  }

  /** A state that has a tree, and its node there. */
  private record Use(State state, Node node) {}

  List<Storage.Damage> examine(Caller caller, boolean mend) {
    List<Upkeep.Flaw> found = flaws(caller);
    Map<Digest, Upkeep.Flaw> parts = parts(found);
    if (!mend || found.isEmpty()) {
      return found.stream().map(flaw -> damage(flaw, parts, Map.of(), false)).toList();
    }
    Map<String, String> reasons = new HashMap<>();
    try (HouseDesk desk = desks.open(caller, Wishes.NONE)) {
      mend(found, desk, reasons);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    caller.progress().step("Reading the store again");
    Set<Object> left = new HashSet<>();
    for (Upkeep.Flaw flaw : flaws(caller)) {
      left.add(flaw.tree() + "\n" + flaw.subject());
      flaw.item().map(Upkeep.Item::digest).ifPresent(left::add);
    }
    return found.stream()
        .map(
            flaw ->
                damage(
                    flaw,
                    parts,
                    reasons,
                    !left.contains(flaw.tree() + "\n" + flaw.subject())
                        && flaw.item().map(Upkeep.Item::digest).filter(left::contains).isEmpty()))
        .toList();
  }

  /** Where damaged objects are part of, the first place of each. */
  private Map<Digest, Upkeep.Flaw> parts(List<Upkeep.Flaw> found) {
    Set<Digest> damaged = new HashSet<>();
    for (Upkeep.Flaw flaw : found) {
      flaw.item().filter(item -> flaw.tree().isEmpty()).ifPresent(i -> damaged.add(i.digest()));
    }
    Map<Digest, Upkeep.Flaw> parts = new HashMap<>();
    if (damaged.isEmpty()) {
      return parts;
    }
    for (Store.Tree tree : upkeep.trees()) {
      for (Upkeep.Item item : upkeep.items(tree.shelf(), tree.key()).orElse(List.of())) {
        if (damaged.contains(item.digest())) {
          parts.putIfAbsent(
              item.digest(), new Upkeep.Flaw(tree.name(), item.path(), Optional.of(item), ""));
        }
      }
    }
    return parts;
  }

  private static Storage.Damage damage(
      Upkeep.Flaw flaw,
      Map<Digest, Upkeep.Flaw> parts,
      Map<String, String> reasons,
      boolean repaired) {
    Optional<Upkeep.Flaw> part =
        flaw.item().map(Upkeep.Item::digest).flatMap(d -> Optional.ofNullable(parts.get(d)));
    String tree = flaw.tree().isEmpty() ? part.map(Upkeep.Flaw::tree).orElse("") : flaw.tree();
    String path =
        flaw.tree().isEmpty() ? part.map(Upkeep.Flaw::subject).orElse("") : flaw.subject();
    String subject =
        tree.isEmpty()
            ? "object " + flaw.subject().replaceFirst("^([0-9a-f]{12})[0-9a-f]{52}-.*", "$1")
            : path.isEmpty() ? tree : tree + "/" + path;
    String reason = repaired ? "" : reasons.getOrDefault(tree, "");
    return new Storage.Damage(
        subject, flaw.text() + (reason.isEmpty() ? "" : "; " + reason), repaired);
  }

  private List<Upkeep.Flaw> flaws(Caller caller) {
    List<Upkeep.Flaw> flaws = new ArrayList<>();
    for (Upkeep.Flaw flaw : upkeep.verify(caller.progress())) {
      if (flaw.item().isPresent() || !Bytecode.made(flaw.subject())) {
        flaws.add(flaw);
      }
    }
    Set<String> here = new HashSet<>();
    upkeep.trees().forEach(tree -> here.add(tree.name()));
    for (String tree : uses().keySet()) {
      if (!here.contains(tree)) {
        flaws.add(new Upkeep.Flaw(tree, "", Optional.empty(), "is missing"));
      }
    }
    rows(here, flaws);
    return flaws;
  }

  /** Rows that contradict what stands beside the trees. */
  private void rows(Set<String> here, List<Upkeep.Flaw> flaws) {
    Map<String, Store.Tree> trees = new HashMap<>();
    upkeep.trees().forEach(tree -> trees.put(tree.name(), tree));
    for (String row : ledger.keys(KnownTrees.TABLE)) {
      int slash = row.indexOf('/');
      Optional<byte[]> key = ledger.get(KnownTrees.TABLE, row);
      if (slash < 0 || key.isEmpty()) {
        continue;
      }
      String tree = row.substring(0, slash + 1) + new String(key.get(), StandardCharsets.UTF_8);
      Store.Tree made = here.contains(tree) ? trees.get(tree) : null;
      if (made != null && !KnownTrees.agree(made, KnownTrees.stated(row.substring(slash + 1)))) {
        flaws.add(
            new Upkeep.Flaw("", row, Optional.empty(), "leads to a tree made of something else"));
      }
    }
  }

  private Map<String, Use> uses() {
    Map<String, Use> uses = new TreeMap<>();
    for (String environment : environments.names()) {
      for (Environments.Generation generation : environments.generations(environment)) {
        State state = generation.state();
        add(state, state.nodes(), state.trees(), uses);
        state.kept().forEach(one -> add(state, one.nodes(), one.trees(), uses));
      }
    }
    return uses;
  }

  private static void add(
      State state, List<Node> nodes, Map<String, String> trees, Map<String, Use> uses) {
    for (Node node : nodes) {
      String tree = trees.get(node.id());
      if (tree != null && node.artifact().isPresent()) {
        uses.put(tree, new Use(state, node));
      }
    }
  }

  private void mend(List<Upkeep.Flaw> found, HouseDesk desk, Map<String, String> reasons)
      throws IOException {
    desk.hold();
    Set<Digest> lost = new HashSet<>();
    Set<String> trees = new LinkedHashSet<>();
    Map<Object, Path> strangers = relinking.strangers(found);
    for (Upkeep.Flaw flaw : found) {
      if (!flaw.tree().isEmpty()) {
        trees.add(flaw.tree());
        remove(flaw);
      } else if (flaw.item().isPresent()) {
        Upkeep.Item item = flaw.item().get();
        upkeep.mend(item.digest(), item.executable());
        lost.add(item.digest());
      } else {
        ledger.remove(KnownTrees.TABLE, flaw.subject());
      }
    }
    for (Store.Tree tree : upkeep.trees()) {
      boolean hit =
          upkeep.items(tree.shelf(), tree.key()).orElse(List.of()).stream()
              .anyMatch(item -> lost.contains(item.digest()));
      if (hit) {
        trees.add(tree.name());
      }
    }
    Map<String, Use> uses = uses();
    for (String tree : trees) {
      desk.progress().checkpoint();
      desk.progress().step("Mending " + tree);
      try {
        mend(tree, Optional.ofNullable(uses.get(tree)), desk, reasons);
      } catch (Refusal refusal) {
        reasons.put(tree, refusal.diagnostic().message());
      } catch (IOException | UncheckedIOException failed) {
        reasons.put(tree, String.valueOf(failed.getMessage()));
      }
    }
    relinking.relink(strangers);
  }

  private void mend(String tree, Optional<Use> use, HouseDesk desk, Map<String, String> reasons)
      throws IOException {
    int slash = tree.indexOf('/');
    String shelf = tree.substring(0, slash);
    String key = tree.substring(slash + 1);
    desk.hold().keep(shelf, key);
    if (upkeep.items(shelf, key).isPresent() && upkeep.mend(shelf, key).isEmpty()) {
      return;
    }
    if (use.isEmpty()) {
      reasons.put(tree, "no environment says where it came from; `omnipkg store gc` removes it");
      return;
    }
    Node node = use.get().node();
    String language = node.pin().name().ecosystem();
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
      Layout layout = lease.service().layout();
      Target target = new Target(processes.platform(), use.get().state().runtimes());
      boolean instance =
          acquisition
              .stored(layout, node.artifact().orElseThrow())
              .filter(base -> base.key().equals(key))
              .isEmpty();
      acquisition.again(node, layout, target, desk);
      if (instance) {
        // made of the package's own tree and of links to its neighbours: all of them say how
        Order whole = new Order(layout, List.of(of(language, use.get().state())));
        acquisition.acquireAll(List.of(whole), target, desk, new AtomicLong());
      }
    }
  }

  private static Closure of(String language, State state) {
    return new Closure(
        state.nodes().stream()
            .filter(node -> node.pin().name().ecosystem().equals(language))
            .toList(),
        state.edges());
  }

  /** A file in a tree that never was part of it; a link is removed, not followed. */
  private void remove(Upkeep.Flaw flaw) throws IOException {
    if (flaw.item().isPresent() || flaw.subject().isEmpty()) {
      return;
    }
    for (Store.Tree tree : upkeep.trees()) {
      if (tree.name().equals(flaw.tree())) {
        upkeep.remove(tree, flaw.subject());
      }
    }
  }
}
