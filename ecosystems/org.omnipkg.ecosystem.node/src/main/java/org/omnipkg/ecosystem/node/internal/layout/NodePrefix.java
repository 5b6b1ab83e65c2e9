package org.omnipkg.ecosystem.node.internal.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.runtime.NpmClient;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/**
 * The steps of one generation: {@code bin} with node and commands, {@code lib/node_modules} with
 * what was asked for, and a folder beside it with what npm would have put at the top, for packages
 * that look for what they do not declare.
 */
final class NodePrefix {
  private static final Script HOOK = Script.of(NodePrefix.class, "node-roots.cjs");

  private final Prefix prefix;
  private final boolean flat;
  private final Path lib;
  private final Map<String, Prefix.Tree> trees = new LinkedHashMap<>();
  private final Map<String, Prefix.Tree> roots = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  NodePrefix(Prefix prefix, boolean flat) {
    this.prefix = prefix;
    this.flat = flat;
    this.lib = prefix.root().resolve("lib");
    prefix.trees().forEach(tree -> trees.put(tree.node().id(), tree));
    Set<String> asked = new LinkedHashSet<>();
    prefix.edges().stream().filter(edge -> edge.from().isEmpty()).forEach(e -> asked.add(e.to()));
    Set<String> own = OwnFolderLinks.in(trees);
    // what the user's own folders need is looked for from there, as if it were asked for
    prefix.edges().stream()
        .filter(edge -> own.contains(edge.from()) && Places.top(edge.to()))
        .forEach(edge -> asked.add(edge.to()));
    trees.forEach(
        (id, tree) -> {
          if (tree.requested() || asked.contains(id)) {
            roots.put(id, tree);
          }
        });
  }

  List<Step> steps() {
    steps.add(new Step.Directory(lib.resolve("node_modules")));
    steps.add(new Step.Write(lib.resolve("node-roots.cjs"), HOOK.text(), false));
    Set<String> taken = runtime();
    OwnFolderLinks own = new OwnFolderLinks(trees, prefix.edges(), lib);
    steps.addAll(
        own.steps(flat ? Set.of() : roots.keySet(), flat ? NodePrefix::flat : NodePrefix::folder));
    if (flat) {
      trees.forEach(
          (id, tree) -> {
            if (!own.concerns(id)) {
              steps.add(
                  new Step.Merge(
                      lib.resolve(place(id)),
                      List.of(new Step.Part(tree.path(), Set.of("**"))),
                      Set.of()));
            }
          });
    } else {
      links();
    }
    commands(taken);
    return steps;
  }

  /** Ids that are no places, as tests of contracts have them, are names. */
  private static String place(String id) {
    return id.startsWith("node_modules/") ? id : "node_modules/" + id;
  }

  private Set<String> runtime() {
    Path bin = prefix.root().resolve("bin");
    Set<String> taken = new LinkedHashSet<>(List.of("node"));
    Wrapper wrapper = new Wrapper(prefix.root(), prefix.runtime());
    steps.add(new Step.Write(bin.resolve("node"), wrapper.node(), true));
    Optional<Path> npm =
        NpmClient.script(prefix.runtime().home())
            .or(() -> Optional.ofNullable(prefix.tools().get(NpmClient.COMMAND)));
    if (npm.isPresent() && !brings("npm")) {
      for (String client : List.of("npm", "npx")) {
        Path script = npm.get().resolveSibling(client + "-cli.js");
        steps.add(new Step.Write(bin.resolve(client), wrapper.command(script), true));
        taken.add(client);
      }
    }
    return taken;
  }

  /** Whether a package that was asked for has this command. */
  private boolean brings(String command) {
    return roots.values().stream()
        .anyMatch(tree -> TreeFacts.of(tree.facts()).commands().containsKey(command));
  }

  private void links() {
    roots.forEach(
        (id, tree) -> steps.add(new Step.Symlink(lib.resolve(place(id)), folder(tree).toString())));
    Path phantom = lib.resolve("phantom");
    trees.forEach(
        (id, tree) -> {
          if (Places.top(id)) {
            steps.add(new Step.Symlink(phantom.resolve(id), folder(tree).toString()));
          }
        });
  }

  /** Where a package's files are: in its instance, or, where none was made, in its own tree. */
  private static Path folder(Prefix.Tree tree) {
    String own = "node_modules/" + tree.node().pin().name().name();
    boolean instance = String.valueOf(tree.path().getFileName()).matches(".*-i[0-9a-f]{20}");
    return instance ? tree.path().resolve(own) : tree.path();
  }

  private void commands(Set<String> taken) {
    Path bin = prefix.root().resolve("bin");
    Wrapper wrapper = new Wrapper(prefix.root(), prefix.runtime());
    roots.forEach(
        (id, tree) -> {
          for (Map.Entry<String, String> command : commands(tree).entrySet()) {
            if (taken.add(command.getKey())) {
              Path script = lib.resolve(place(id)).resolve(command.getValue());
              String how = TreeFacts.of(tree.facts()).shebangs().getOrDefault(command.getKey(), "");
              steps.add(
                  new Step.Write(
                      bin.resolve(command.getKey()), wrapper.program(script, how), true));
              if (!flat) {
                steps.add(
                    new Step.Symlink(
                        lib.resolve("node_modules/.bin").resolve(command.getKey()),
                        "../../../bin/" + command.getKey()));
              }
            }
          }
        });
    Path all = lib.resolve(flat ? "node_modules/.bin" : "phantom/node_modules/.bin");
    Set<String> others = new LinkedHashSet<>();
    Map<String, Prefix.Tree> order = new LinkedHashMap<>(roots);
    trees.forEach(
        (id, tree) -> {
          if (Places.top(id)) {
            order.putIfAbsent(id, tree);
          }
        });
    order.forEach(
        (id, tree) -> {
          Path files = flat ? lib.resolve(place(id)) : folder(tree);
          commands(tree)
              .forEach(
                  (command, file) -> {
                    if (others.add(command)) {
                      steps.add(
                          new Step.Symlink(all.resolve(command), files.resolve(file).toString()));
                    }
                  });
        });
  }

  private static Path flat(Prefix.Tree tree) {
    return tree.path();
  }

  private static Map<String, String> commands(Prefix.Tree tree) {
    if (tree.isFolder()) {
      return OwnFolderLinks.commands(tree.path());
    }
    return TreeFacts.of(tree.facts()).commands();
  }
}
