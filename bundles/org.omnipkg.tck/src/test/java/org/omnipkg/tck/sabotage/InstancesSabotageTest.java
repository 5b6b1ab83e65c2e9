package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.InstancesContract;
import org.omnipkg.tck.OtherLayout;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyInstancesTest;

class InstancesSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Layout>> FLAWS =
      Map.ofEntries(
          entry(
              "every_node_has_one_instance",
              made(
                  (list, trees) -> {
                    List<Instance> more = new ArrayList<>(list);
                    more.add(new Instance("puppet", "puppet-0", "own", Map.of()));
                    return more;
                  })),
          entry(
              "the_key_of_an_instance_is_one_plain_name",
              each(i -> new Instance(i.node(), i.key() + ":", i.at(), renamed(i, ":")))),
          entry(
              "its_own_files_lie_below_it",
              each(i -> new Instance(i.node(), i.key(), "../" + i.at(), i.links()))),
          entry(
              "its_links_lie_below_it",
              each(i -> linked(i, "../loose/x", "../" + i.key() + "/own"))),
          entry(
              "a_link_leads_to_an_instance_of_the_same_shelf",
              each(i -> linked(i, "near/other", "../../elsewhere/own"))),
          entry(
              "who_needs_another_is_linked_to_it",
              each(i -> new Instance(i.node(), i.key(), i.at(), Map.of()))),
          entry(
              "another_release_of_what_it_needs_is_another_instance",
              each(i -> new Instance(i.node(), i.node(), i.at(), toNames(i)))),
          entry(
              "what_it_does_not_need_is_nothing_to_it",
              made(
                  (list, trees) -> {
                    String mark = "-of-" + trees.size();
                    return list.stream()
                        .map(i -> new Instance(i.node(), i.key() + mark, i.at(), renamed(i, mark)))
                        .toList();
                  })),
          entry(
              "the_order_of_trees_changes_no_instance",
              made(
                  (list, trees) -> {
                    String mark = "-after-" + trees.get(0).node().id().length();
                    return list.stream()
                        .map(i -> new Instance(i.node(), i.key() + mark, i.at(), renamed(i, mark)))
                        .toList();
                  })));

  private interface Making {
    List<Instance> spoil(List<Instance> instances, List<Prefix.Tree> trees);
  }

  /** Links to keys that have a mark behind them. */
  private static Map<String, String> renamed(Instance instance, String mark) {
    Map<String, String> links = new HashMap<>();
    instance.links().forEach((at, to) -> links.put(at, to.replaceFirst("/own$", mark + "/own")));
    return links;
  }

  private static Map<String, String> toNames(Instance instance) {
    Map<String, String> links = new HashMap<>();
    instance.links().forEach((at, to) -> links.put(at, to.replaceFirst("-[0-9a-f]{12}/", "/")));
    return links;
  }

  private static Instance linked(Instance i, String at, String to) {
    Map<String, String> links = new HashMap<>(i.links());
    links.put(at, to);
    return new Instance(i.node(), i.key(), i.at(), links);
  }

  private static UnaryOperator<Layout> each(UnaryOperator<Instance> change) {
    return made((list, trees) -> list.stream().map(change).toList());
  }

  private static UnaryOperator<Layout> made(Making change) {
    return layout ->
        new OtherLayout(layout) {
          @Override
          public List<Instance> instances(List<Prefix.Tree> trees, List<Edge> edges, Target on) {
            return change.spoil(sound.instances(trees, edges, on), trees);
          }
        };
  }

  @Override
  protected Class<?> contract() {
    return InstancesContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends ToyInstancesTest {
    private final Layout spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.layout(), FLAWS);
    }

    @Override
    protected Layout layout() {
      return spoilt;
    }
  }
}
