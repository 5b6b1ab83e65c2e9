package org.omnipkg.ecosystem.node.internal.tree;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions.Engines;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/**
 * Packages of a tree whose {@code engines} ask for another Node, each with the range it asks for.
 */
record Objections(Map<String, String> ranges, Target target) {
  Objections {
    ranges = Map.copyOf(ranges);
  }

  /** Those of what the user named. */
  static Objections ofRequests(Resolution resolution, Place root, Target target) {
    Set<String> ids = ids(resolution);
    return of(
        root.out().values().stream()
            .flatMap(demand -> Stream.ofNullable(demand.to()))
            .map(place -> place.target == null ? place : place.target)
            .filter(place -> ids.contains(place.location()))
            .toList(),
        target);
  }

  /** Those of all that is to be installed. */
  static Objections ofAll(Resolution resolution, Place root, Target target) {
    Set<String> ids = ids(resolution);
    return of(
        root.all().stream()
            .filter(place -> place.target == null && ids.contains(place.location()))
            .toList(),
        target);
  }

  private static Set<String> ids(Resolution resolution) {
    return resolution.nodes().stream().map(Node::id).collect(Collectors.toSet());
  }

  private static Objections of(Collection<Place> places, Target target) {
    Engines engines = Engines.of(target);
    Map<String, String> ranges = new TreeMap<>();
    for (Place place : places) {
      Pack pack = place.pack();
      if (pack != null && !engines.fit(pack.release())) {
        ranges.put(
            pack.pin().name().name() + "@" + pack.pin().version(), pack.release().runtimeRange());
      }
    }
    return new Objections(ranges, target);
  }

  private String version() {
    return target.runtime(Names.ECOSYSTEM).map(Runtime::version).orElse("");
  }

  /** A line for people; none where nobody objects. */
  List<String> lines() {
    return ranges.isEmpty()
        ? List.of()
        : List.of(
            "note: made for another Node than "
                + version()
                + ": "
                + new TreeMap<>(ranges)
                    .entrySet().stream()
                        .map(one -> one.getKey() + " (" + one.getValue() + ")")
                        .collect(Collectors.joining(", ")));
  }

  /** What npm says where it is told to be strict. */
  Refusal refusal() {
    Map<String, String> sorted = new TreeMap<>(ranges);
    Map.Entry<String, String> first = sorted.entrySet().iterator().next();
    List<String> others =
        sorted.entrySet().stream()
            .skip(1)
            .map(one -> "`" + one.getKey() + "` needs node `" + one.getValue() + "`")
            .collect(Collectors.toList());
    others.add("npm is configured with `engine-strict`");
    return new Refusal(
        Diagnostic.user(
                "resolve.runtime-conflict",
                "`"
                    + first.getKey()
                    + "` needs node `"
                    + first.getValue()
                    + "`, and it is to run with node "
                    + version(),
                "")
            .with(others));
  }
}
