package org.omnipkg.ecosystem.node.internal.layout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Edge;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Prefix;

/**
 * One instance a node: the package beside links to what it finds. Its key is a digest of all that,
 * so nodes that find the same are one instance, in whatever environment. Nodes that need each other
 * are digested together, each round telling them apart by one step more.
 */
final class Instances {
  private static final int DIGITS = 20;

  private final Map<String, Prefix.Tree> trees = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> needs = new HashMap<>();
  private final Map<String, String> digests = new HashMap<>();

  Instances(List<Prefix.Tree> all, List<Edge> edges) {
    all.forEach(tree -> trees.put(tree.node().id(), tree));
    for (Prefix.Tree tree : all) {
      Map<String, String> own = new TreeMap<>();
      TreeFacts facts = TreeFacts.of(tree.facts());
      List<String> beside = new ArrayList<>(facts.peers());
      beside.addAll(facts.undeclared());
      for (String peer : beside) {
        Places.resolve(tree.node().id(), peer, trees.keySet()).ifPresent(to -> own.put(peer, to));
      }
      needs.put(tree.node().id(), own);
    }
    for (Edge edge : edges) {
      Map<String, String> own = needs.get(edge.from());
      if (own != null && trees.containsKey(edge.to())) {
        own.put(Places.name(edge.to()), edge.to());
      }
    }
    needs.forEach((id, own) -> own.values().removeIf(id::equals));
  }

  List<Instance> all() {
    new Components(needs).inOrder().forEach(this::digest);
    List<Instance> instances = new ArrayList<>();
    for (Prefix.Tree tree : trees.values()) {
      instances.add(instance(tree));
    }
    return instances;
  }

  private Instance instance(Prefix.Tree tree) {
    String id = tree.node().id();
    String own = tree.node().pin().name().name();
    Map<String, String> links = new LinkedHashMap<>();
    needs
        .getOrDefault(id, Map.of())
        .forEach(
            (name, to) -> {
              // another release of itself is found first below its own folder
              String at =
                  name.equals(own)
                      ? "node_modules/" + own + "/node_modules/" + name
                      : "node_modules/" + name;
              String up = "../".repeat(at.split("/").length);
              links.put(at, up + key(to) + "/" + at(to));
            });
    return new Instance(id, key(id), "node_modules/" + own, links);
  }

  /** Where in its instance a node's package lies. */
  private String at(String id) {
    Prefix.Tree tree = trees.get(id);
    return "node_modules/" + (tree == null ? "" : tree.node().pin().name().name());
  }

  private String key(String id) {
    Prefix.Tree tree = trees.get(id);
    if (tree == null) {
      throw new IllegalStateException("no tree of " + id);
    }
    return PackageTree.key(tree.node()) + "-i" + digests.getOrDefault(id, "");
  }

  private void digest(List<String> component) {
    Map<String, String> colours = new HashMap<>();
    for (String id : component) {
      colours.put(id, base(id));
    }
    boolean alone =
        component.size() == 1
            && !needs.getOrDefault(component.get(0), Map.of()).containsValue(component.get(0));
    for (int round = 0; round < (alone ? 1 : component.size() + 1); round++) {
      Map<String, String> next = new HashMap<>();
      for (String id : component) {
        next.put(id, mixed(id, colours));
      }
      colours.putAll(next);
    }
    digests.putAll(colours);
  }

  private String base(String id) {
    Prefix.Tree tree = trees.get(id);
    return tree == null ? id : String.valueOf(tree.path().getFileName());
  }

  private String mixed(String id, Map<String, String> colours) {
    MessageDigest digest = Digests.sha256();
    update(digest, base(id));
    update(digest, colours.getOrDefault(id, ""));
    needs
        .getOrDefault(id, Map.of())
        .forEach(
            (name, to) -> {
              update(digest, name);
              update(digest, colours.containsKey(to) ? colours.get(to) : key(to));
            });
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
