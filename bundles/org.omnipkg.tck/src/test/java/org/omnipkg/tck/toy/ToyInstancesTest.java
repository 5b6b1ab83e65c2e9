package org.omnipkg.tck.toy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.tck.InstancesContract;

public class ToyInstancesTest extends InstancesContract {
  private static Prefix.Tree tree(String name, String key) {
    Node node = new Node(name, ToyLayoutTest.pin(name), Optional.empty(), Set.of(), "default");
    return new Prefix.Tree(node, Path.of("/store/toy", name + "-" + key), Map.of(), false);
  }

  @Override
  protected Layout layout() {
    return new ToyLayout();
  }

  @Override
  protected Target target() {
    return ToyVersionsTest.target();
  }

  @Override
  protected List<Prefix.Tree> trees() {
    return List.of(tree("brick", "3"), tree("mortar", "2"), tree("sand", "1"));
  }

  @Override
  protected List<Prefix.Tree> changed() {
    return List.of(tree("brick", "3"), tree("mortar", "9"), tree("sand", "1"));
  }

  @Override
  protected Prefix.Tree stranger() {
    return tree("doll", "7");
  }

  @Override
  protected List<Edge> edges() {
    return List.of(edge("", "brick"), edge("brick", "mortar"), edge("mortar", "sand"));
  }

  private static Edge edge(String from, String to) {
    return new Edge(from, to, Tie.NEEDS, Role.RUN, to, "");
  }
}
