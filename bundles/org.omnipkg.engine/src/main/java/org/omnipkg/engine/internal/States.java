package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.omnipkg.api.Receipt;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
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

  static Map<PackageName, String> versions(List<Node> nodes) {
    Map<PackageName, String> versions = new TreeMap<>();
    nodes.stream()
        .filter(node -> node.artifact().isPresent())
        .forEach(node -> versions.put(node.pin().name(), node.pin().version()));
    return versions;
  }

  static List<Receipt.Change> changes(List<Node> before, List<Node> after, Languages languages) {
    Map<PackageName, Node> old = byName(before);
    Map<PackageName, Node> now = byName(after);
    List<Receipt.Change> changes = new ArrayList<>();
    for (Map.Entry<PackageName, Node> entry : now.entrySet()) {
      Node was = old.remove(entry.getKey());
      if (was == null || !was.pin().equals(entry.getValue().pin())) {
        changes.add(change(was, entry.getValue(), languages));
      }
    }
    old.values().forEach(gone -> changes.add(change(gone, null, languages)));
    return changes;
  }

  private static Map<PackageName, Node> byName(List<Node> nodes) {
    Map<PackageName, Node> map = new TreeMap<>();
    nodes.stream()
        .filter(node -> node.artifact().isPresent())
        .forEach(node -> map.put(node.pin().name(), node));
    return map;
  }

  private static Receipt.Change change(
      @org.jspecify.annotations.Nullable Node before,
      @org.jspecify.annotations.Nullable Node after,
      Languages languages) {
    Node shown = after != null ? after : java.util.Objects.requireNonNull(before);
    return new Receipt.Change(
        shown.pin().name().ecosystem(),
        shown.pin().name().name(),
        Optional.ofNullable(before).map(n -> n.pin().version()),
        Optional.ofNullable(after).map(n -> n.pin().version()),
        PackageFlows.purl(shown, languages));
  }
}
