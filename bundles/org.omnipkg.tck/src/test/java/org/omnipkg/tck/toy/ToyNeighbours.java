package org.omnipkg.tck.toy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.omnipkg.model.Edge;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Prefix;
import org.omnipkg.tck.Parcel;

/** {@code own/} and, beside it, {@code near/NAME} for each toy needed. Toys need no circles. */
final class ToyNeighbours {
  private final Map<String, Prefix.Tree> trees = new LinkedHashMap<>();
  private final Map<String, TreeSet<String>> needs = new HashMap<>();

  ToyNeighbours(List<Prefix.Tree> all, List<Edge> edges) {
    all.forEach(tree -> trees.put(tree.node().id(), tree));
    for (Edge edge : edges) {
      if (trees.containsKey(edge.from()) && trees.containsKey(edge.to())) {
        needs.computeIfAbsent(edge.from(), from -> new TreeSet<>()).add(edge.to());
      }
    }
  }

  List<Instance> instances() {
    List<Instance> instances = new ArrayList<>();
    for (String id : trees.keySet()) {
      Map<String, String> links = new HashMap<>();
      needed(id).forEach(to -> links.put("near/" + to, "../../" + key(to) + "/own"));
      instances.add(new Instance(id, key(id), "own", links));
    }
    return instances;
  }

  private TreeSet<String> needed(String id) {
    return needs.getOrDefault(id, new TreeSet<>());
  }

  /** Its own tree and the keys of all it needs. */
  private String key(String id) {
    StringBuilder all = new StringBuilder(trees.get(id).path().toString());
    needed(id).forEach(to -> all.append(' ').append(key(to)));
    String digest = Parcel.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    return id + "-" + digest.substring(0, 12);
  }
}
