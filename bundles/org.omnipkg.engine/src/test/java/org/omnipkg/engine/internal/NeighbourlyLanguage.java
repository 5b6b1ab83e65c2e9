package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Prefix;

/** The small language, whose packages look for what they need beside themselves. */
final class NeighbourlyLanguage extends SmallLanguage {
  @Override
  public List<Instance> instances(List<Prefix.Tree> trees, List<Edge> edges, Target on) {
    Map<String, String> keys = new TreeMap<>();
    for (Prefix.Tree tree : trees) {
      String id = tree.node().id();
      String needs =
          edges.stream()
              .filter(e -> e.from().equals(id))
              .map(Edge::to)
              .sorted()
              .toList()
              .toString();
      Path own = tree.path().getFileName();
      keys.put(id, id + "-" + CannedFetcher.sha256(own + needs).substring(0, 12));
    }
    List<Instance> instances = new ArrayList<>();
    keys.forEach(
        (id, key) -> {
          Map<String, String> links = new TreeMap<>();
          edges.stream()
              .filter(edge -> edge.from().equals(id))
              .forEach(
                  e -> links.put("in/" + e.to(), "../../" + keys.get(e.to()) + "/in/" + e.to()));
          instances.add(new Instance(id, key, "in/" + id, links));
        });
    return instances;
  }
}
