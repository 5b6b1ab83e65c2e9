package org.omnipkg.ecosystem.node.internal.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.tck.InstancesContract;

class NodeInstancesTest extends InstancesContract {
  private static Prefix.Tree tree(String name, String version) {
    Pin pin = new Pin(Names.of(name), version);
    Node node = new Node("node_modules/" + name, pin, Optional.empty(), Set.of(), "default");
    Path path = Path.of("/store/node", name.replace('/', '+') + "-" + version);
    return new Prefix.Tree(node, path, Map.of(), false);
  }

  @Override
  protected Layout layout() {
    return new NodeLayout(false);
  }

  @Override
  protected Target target() {
    return Packages.target();
  }

  @Override
  protected List<Prefix.Tree> trees() {
    return List.of(tree("brick", "3.0.0"), tree("@wet/mortar", "2.0.0"), tree("sand", "1.0.0"));
  }

  @Override
  protected List<Prefix.Tree> changed() {
    return List.of(tree("brick", "3.0.0"), tree("@wet/mortar", "9.0.0"), tree("sand", "1.0.0"));
  }

  @Override
  protected Prefix.Tree stranger() {
    return tree("doll", "7.0.0");
  }

  @Override
  protected List<Edge> edges() {
    return List.of(edge("brick", "@wet/mortar"), edge("@wet/mortar", "sand"));
  }

  private static Edge edge(String from, String to) {
    return new Edge("node_modules/" + from, "node_modules/" + to, Tie.NEEDS, Role.RUN, to, "");
  }
}
