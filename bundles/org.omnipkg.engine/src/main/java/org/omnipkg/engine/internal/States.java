package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Spelling;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;

/** Readings of an environment's state. */
final class States {
  private States() {}

  static Environments.Generation existing(Environments environments, String name) {
    return environments
        .current(name)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "environment.unknown",
                        "there is no environment `" + name + "`",
                        environments.names().isEmpty()
                            ? "`omnipkg install NAME` makes it"
                            : "environments here: " + String.join(", ", environments.names()))));
  }

  static Optional<Runtime> runtime(State state, String ecosystem) {
    return state.runtimes().stream().filter(r -> r.ecosystem().equals(ecosystem)).findFirst();
  }

  /** The runtime of a state, refused when its interpreter has gone from the machine. */
  static Runtime present(Runtime runtime) {
    if (!Files.isExecutable(runtime.executable())) {
      throw new Refusal(
          Diagnostic.outside(
              "runtime.gone",
              "the interpreter of this environment is gone: "
                  + runtime.implementation()
                  + " "
                  + runtime.version(),
              "`omnipkg swap " + runtime.ecosystem() + " VERSION` moves it to another"));
    }
    return runtime;
  }

  static String words(Runtime runtime) {
    return runtime.implementation() + " " + runtime.version() + " (" + runtime.origin() + ")";
  }

  /** A package's name among those of a language: one of another says whose it is. */
  static String name(Node node, String language) {
    PackageName name = node.pin().name();
    return name.ecosystem().equals(language)
        ? name.name()
        : Spelling.full(name.ecosystem(), name.name());
  }

  /** All runtimes of a state; empty when there is none. */
  static Optional<String> words(List<Runtime> runtimes) {
    return runtimes.isEmpty()
        ? Optional.empty()
        : Optional.of(runtimes.stream().map(States::words).collect(Collectors.joining(", ")));
  }

  static Map<PackageName, String> versions(List<Node> nodes) {
    Map<PackageName, String> versions = new TreeMap<>();
    nodes.stream()
        .filter(node -> node.artifact().isPresent())
        .forEach(node -> versions.put(node.pin().name(), node.pin().version()));
    return versions;
  }

  /** The active version of a name, then the kept ones. */
  static List<String> versionsHere(PackageName name, State state) {
    return Stream.concat(
            Closure.active(state).named(name).stream(),
            state.kept().stream().flatMap(one -> KeptVersions.node(one).stream()))
        .filter(node -> node.pin().name().equals(name))
        .map(node -> node.pin().version())
        .distinct()
        .toList();
  }

  /** Active packages and those of kept versions, each once. */
  static List<Node> all(List<Node> active, List<State.Kept> kept) {
    Map<Pin, Node> all = new LinkedHashMap<>();
    Stream.concat(active.stream(), kept.stream().flatMap(one -> one.nodes().stream()))
        .forEach(node -> all.putIfAbsent(node.pin(), node));
    return List.copyOf(all.values());
  }

  /** Of these offers those that are still about something. */
  static List<State.Offer> offers(List<State.Offer> offers, List<Node> nodes) {
    Set<Pin> pins = nodes.stream().map(Node::pin).collect(Collectors.toSet());
    return offers.stream().filter(offer -> pins.contains(offer.pin())).toList();
  }

  /** What changes in the active set, then among the versions kept beside it. */
  static List<Receipt.Change> changes(
      Optional<State> before, List<Node> active, List<State.Kept> kept, Languages languages) {
    List<Receipt.Change> changes =
        new ArrayList<>(changes(before.map(State::nodes).orElse(List.of()), active, languages));
    Map<Pin, Node> had = byPin(before.map(State::kept).orElse(List.of()));
    Map<Pin, Node> has = byPin(kept);
    has.forEach(
        (pin, node) -> {
          if (!had.containsKey(pin)) {
            changes.add(change(null, node, false, languages));
          }
        });
    had.forEach(
        (pin, node) -> {
          if (!has.containsKey(pin)) {
            changes.add(change(node, null, false, languages));
          }
        });
    return changes;
  }

  /**
   * What came into, left or moved in a set of packages. A name with one version before and another
   * after has moved; of a name with several, versions come and go.
   */
  static List<Receipt.Change> changes(List<Node> before, List<Node> after, Languages languages) {
    Map<PackageName, Map<Pin, Node>> old = byName(before);
    Map<PackageName, Map<Pin, Node>> now = byName(after);
    List<Receipt.Change> changes = new ArrayList<>();
    List<Receipt.Change> gone = new ArrayList<>();
    now.forEach(
        (name, has) -> {
          Map<Pin, Node> had = Objects.requireNonNullElse(old.remove(name), Map.of());
          List<Node> come = without(has, had);
          List<Node> left = without(had, has);
          boolean moved = come.size() == 1 && left.size() == 1;
          come.forEach(
              node -> changes.add(change(moved ? left.get(0) : null, node, true, languages)));
          if (!moved) {
            left.forEach(node -> gone.add(change(node, null, true, languages)));
          }
        });
    old.values()
        .forEach(
            all -> all.values().forEach(node -> gone.add(change(node, null, true, languages))));
    changes.addAll(gone);
    return changes;
  }

  private static List<Node> without(Map<Pin, Node> nodes, Map<Pin, Node> others) {
    return nodes.values().stream().filter(node -> !others.containsKey(node.pin())).toList();
  }

  private static Map<PackageName, Map<Pin, Node>> byName(List<Node> nodes) {
    Map<PackageName, Map<Pin, Node>> map = new TreeMap<>();
    nodes.stream()
        .filter(node -> node.artifact().isPresent())
        .forEach(
            node ->
                map.computeIfAbsent(node.pin().name(), name -> new LinkedHashMap<>(2))
                    .put(node.pin(), node));
    return map;
  }

  private static Map<Pin, Node> byPin(List<State.Kept> kept) {
    Map<Pin, Node> map = new LinkedHashMap<>();
    kept.forEach(one -> KeptVersions.node(one).ifPresent(node -> map.put(node.pin(), node)));
    return map;
  }

  private static Receipt.Change change(
      @Nullable Node before, @Nullable Node after, boolean active, Languages languages) {
    Node shown = after != null ? after : Objects.requireNonNull(before);
    return new Receipt.Change(
        shown.pin().name().ecosystem(),
        shown.pin().name().name(),
        Optional.ofNullable(before).map(n -> n.pin().version()),
        Optional.ofNullable(after).map(n -> n.pin().version()),
        PackageFlows.purl(shown, languages),
        active);
  }
}
