package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;
import org.omnipkg.spi.Finisher;
import org.omnipkg.store.Store;

/** Trees that a package's own code completed: what tells them from those they were made of. */
final class FinishedTrees {
  private static final String FACT = "finished";
  private static final String PERMISSION = "permission";
  private static final int DIGITS = 12;

  private FinishedTrees() {}

  /** The same tree and the same need have the same outcome, so that the name alone finds it. */
  static String key(Store.Tree base, Finisher.Need need) {
    return base.key() + "-" + digest(need.key());
  }

  /**
   * The need with its closure in the key where the outcome is made of that.
   *
   * @param bases trees by node id
   */
  static Finisher.Need within(
      Finisher.Need need, Node node, Closure closure, Map<String, Store.Tree> bases) {
    if (!need.closed()) {
      return need;
    }
    List<String> trees = new ArrayList<>();
    for (Node one : closure.from(node).nodes()) {
      Store.Tree base = bases.get(one.id());
      trees.add(one.id() + " " + one.pin() + " " + (base == null ? "" : base.key()));
    }
    trees.sort(null);
    return new Finisher.Need(
        need.reason(),
        need.permission(),
        need.key() + "-" + digest(String.join("\n", trees)),
        need.requires(),
        true);
  }

  private static String digest(String text) {
    return Sha256.ofText(text).substring(0, DIGITS);
  }

  static Bubble bubble(Store.Tree base, Finisher.Need need, List<Placement> placements) {
    Map<String, List<String>> facts = new HashMap<>(base.facts());
    List<String> how = new ArrayList<>(List.of(base.key(), need.key()));
    if (need.permission()) {
      how.add(PERMISSION);
    }
    facts.put(FACT, how);
    return new Bubble(key(base, need), placements, facts);
  }

  /** Key of the tree it was made of; empty for a tree that nothing completed. */
  static Optional<String> base(Store.Tree tree) {
    return Optional.ofNullable(tree.facts().get(FACT)).map(how -> how.get(0));
  }

  /** Whether it, or what it is an instance of, ran code that the user allowed. */
  static boolean allowed(Store.Tree tree) {
    return tree.facts().getOrDefault(FACT, List.of()).contains(PERMISSION);
  }

  /** Whether it is just what its artifact gave. */
  static boolean isPlain(Store.Tree tree) {
    return tree.instance().isEmpty() && !tree.facts().containsKey(FACT);
  }
}
