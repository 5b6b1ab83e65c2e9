package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;

/**
 * What a {@link Layout} promises about trees made of a tree and links to its neighbours. Hand over
 * a package that needs another.
 */
@Contract("Layout: packages beside what they need")
public abstract class InstancesContract {
  protected abstract Layout layout();

  protected abstract Target target();

  /** Stored trees, at least two, the first of which needs the second. */
  protected abstract List<Prefix.Tree> trees();

  /** The same, but another release in place of the second. */
  protected abstract List<Prefix.Tree> changed();

  /** One that none of the others needs and that needs none. */
  protected abstract Prefix.Tree stranger();

  /** Who needs whom among {@link #trees()}, and among {@link #changed()}. */
  protected abstract List<Edge> edges();

  private List<Instance> instances() {
    return layout().instances(trees(), edges(), target());
  }

  private static Map<String, String> keys(List<Instance> instances) {
    return instances.stream().collect(Collectors.toMap(Instance::node, Instance::key));
  }

  private static void below(String path) {
    for (String part : path.split("/", -1)) {
      assertFalse(Set.of("", ".", "..").contains(part), "`" + path + "` does not lie below it");
    }
  }

  @Test
  public void every_node_has_one_instance() {
    assertEquals(
        trees().stream().map(tree -> tree.node().id()).sorted().toList(),
        instances().stream().map(Instance::node).sorted().toList());
  }

  @Test
  public void the_key_of_an_instance_is_one_plain_name() {
    for (Instance instance : instances()) {
      assertTrue(instance.key().matches("[A-Za-z0-9@][A-Za-z0-9.+_!~@-]*"), instance.key());
    }
  }

  @Test
  public void its_own_files_lie_below_it() {
    instances().forEach(instance -> below(instance.at()));
  }

  @Test
  public void its_links_lie_below_it() {
    instances().forEach(instance -> instance.links().keySet().forEach(path -> below(path)));
  }

  @Test
  public void a_link_leads_to_an_instance_of_the_same_shelf() {
    Set<String> keys = new HashSet<>(keys(instances()).values());
    for (Instance instance : instances()) {
      instance
          .links()
          .forEach(
              (link, target) -> {
                Path to = Path.of(instance.key(), link).resolveSibling(target).normalize();
                assertFalse(Path.of(target).isAbsolute(), target);
                assertTrue(keys.contains(to.getName(0).toString()), link + " leads to " + to);
              });
    }
  }

  @Test
  public void who_needs_another_is_linked_to_it() {
    Map<String, String> keys = keys(instances());
    String needed = keys.get(trees().get(1).node().id());
    Instance first =
        instances().stream()
            .filter(instance -> instance.node().equals(trees().get(0).node().id()))
            .findFirst()
            .orElseThrow();
    assertTrue(
        first.links().entrySet().stream()
            .map(l -> Path.of(first.key(), l.getKey()).resolveSibling(l.getValue()).normalize())
            .anyMatch(to -> to.getName(0).toString().equals(needed)),
        first.toString());
  }

  @Test
  public void another_release_of_what_it_needs_is_another_instance() {
    String first = trees().get(0).node().id();
    assertNotEquals(
        keys(instances()).get(first),
        keys(layout().instances(changed(), edges(), target())).get(first));
  }

  @Test
  public void what_it_does_not_need_is_nothing_to_it() {
    List<Prefix.Tree> more = new ArrayList<>(trees());
    more.add(stranger());
    String first = trees().get(0).node().id();
    assertEquals(
        keys(instances()).get(first), keys(layout().instances(more, edges(), target())).get(first));
  }

  @Test
  public void the_order_of_trees_changes_no_instance() {
    List<Prefix.Tree> reversed = new ArrayList<>(trees());
    Collections.reverse(reversed);
    assertEquals(
        new HashSet<>(instances()), new HashSet<>(layout().instances(reversed, edges(), target())));
  }
}
