package org.omnipkg.ecosystem.node.internal.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.Parcel;

/** Trees of packages and who needs whom. */
abstract class TreeScene {
  final NodeLayout layout = new NodeLayout(false);
  final List<Prefix.Tree> trees = new ArrayList<>();
  final List<Edge> edges = new ArrayList<>();

  TreeScene tree(String place, String version) {
    return tree(place, Places.name(place), version, Map.of());
  }

  TreeScene tree(String place, String name, String version, Map<String, List<String>> facts) {
    Node node =
        new Node(place, new Pin(Names.of(name), version), Optional.empty(), Set.of(), "default");
    Map<String, List<String>> all = new LinkedHashMap<>(facts);
    all.put("name", List.of(name));
    Path path = Path.of("/store/node/" + Names.flat(name) + "-" + version + "-0123456789ab");
    trees.add(new Prefix.Tree(node, path, all, false));
    return this;
  }

  TreeScene edge(String from, String to) {
    edges.add(new Edge(from, to, Tie.NEEDS, Role.RUN, "", ""));
    return this;
  }

  Map<String, Instance> instances() {
    return layout.instances(trees, edges, Packages.target()).stream()
        .collect(Collectors.toMap(Instance::node, i -> i));
  }

  Bubble place(Parcel parcel) {
    return layout.place(
        parcel.node(), parcel.artifact(), parcel.entries(), parcel.contents(), Packages.target());
  }

  List<Step> steps(NodeLayout by) {
    return by.prefix(
        new Prefix(
            Path.of("/env/gens/0001"),
            Path.of("/env/farm/0001"),
            Packages.target().runtimes().get(0),
            trees,
            Optional.empty(),
            edges));
  }

  static List<String> links(List<Step> steps) {
    return steps.stream()
        .filter(Step.Symlink.class::isInstance)
        .map(Step.Symlink.class::cast)
        .map(s -> Path.of("/env/gens/0001/lib").relativize(s.path()) + " " + s.target())
        .toList();
  }
}
