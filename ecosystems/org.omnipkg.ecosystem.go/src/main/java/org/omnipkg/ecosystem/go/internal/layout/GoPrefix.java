package org.omnipkg.ecosystem.go.internal.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/**
 * A generation's part for Go: {@code bin} with the toolchain's commands and those of packages, and
 * {@code go} with a module cache of links to the stored trees.
 */
final class GoPrefix {
  private static final Set<String> TOOLCHAIN = Set.of("go", "gofmt");

  private final Prefix prefix;
  private final Path bin;
  private final Path home;
  private final List<Step> steps = new ArrayList<>();

  GoPrefix(Prefix prefix) {
    this.prefix = prefix;
    this.bin = prefix.root().resolve("bin");
    this.home = prefix.root().resolve("go");
  }

  List<Step> steps() {
    Path tools = prefix.runtime().home().resolve("bin");
    steps.add(new Step.Symlink(bin.resolve("gofmt"), tools.resolve("gofmt").toString()));
    if (prefix.trees().isEmpty()) {
      steps.add(new Step.Symlink(bin.resolve("go"), prefix.runtime().executable().toString()));
      return List.copyOf(steps);
    }
    ModuleSet modules = ModuleSet.of(prefix.trees());
    steps.add(new Step.Write(bin.resolve("go"), wrapper(modules), true));
    write("loose.mod", modules.loose(prefix.runtime().version()));
    write("go.sum", String.join("\n", modules.sums()) + "\n");
    // the go command makes this file, and would seem to have changed the generation
    write("mod/cache/lock", "");
    Set<String> linked = new HashSet<>();
    Set<String> commands = new HashSet<>(TOOLCHAIN);
    for (Prefix.Tree tree : prefix.trees()) {
      ModuleFacts facts = ModuleFacts.of(tree.facts());
      if (linked.add(facts.path() + "@" + facts.version())) {
        link(tree, facts);
      }
      for (String command : Wanted.commands(tree.node(), facts, tree.requested()).keySet()) {
        if (commands.add(command)) {
          String target = tree.path().resolve(Wanted.BIN).resolve(command).toString();
          steps.add(new Step.Symlink(bin.resolve(command), target));
        }
      }
    }
    return List.copyOf(steps);
  }

  private void link(Prefix.Tree tree, ModuleFacts facts) {
    String path = ModulePath.escape(facts.path());
    String version = ModulePath.escape(facts.version());
    Path cache = home.resolve("mod");
    steps.add(new Step.Symlink(cache.resolve(path + "@" + version), tree.path().toString()));
    String download = tree.path().resolve(ModuleTree.DOWNLOAD).toString();
    steps.add(
        new Step.Symlink(cache.resolve("cache/download").resolve(path).resolve("@v"), download));
  }

  private void write(String name, String text) {
    steps.add(new Step.Write(home.resolve(name), text, false));
  }

  private String wrapper(ModuleSet modules) {
    String chosen =
        lines(modules.versions(), (path, version) -> "  " + path + ") v=" + version + " ;;");
    return template()
        .replace("@REAL@", quoted(prefix.runtime().executable()))
        .replace("@HOME@", quoted(home))
        .replace("@WORK@", quoted(work()))
        .replace("@SET@", modules.digest())
        .replace("@CHOSEN@", chosen)
        .replace("@MODULES@", lines(modules.versions(), (path, version) -> path + " " + version))
        .replace("@EXCLUDES@", String.join("\n", modules.excludes()))
        .replace("@REPLACES@", lines(modules.replaces(), (path, by) -> path + " " + by));
  }

  private static String lines(Map<String, String> map, BiFunction<String, String, String> line) {
    return map.entrySet().stream()
        .map(entry -> line.apply(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /** Where copies of go.mod files lie: in the cache beside the environments. */
  private Path work() {
    Path environment = parent(parent(prefix.root()));
    String name = environment.getFileName() + "-" + prefix.root().getFileName();
    return parent(parent(environment)).resolve("cache").resolve("go-modules").resolve(name);
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  /** For between single quotes of a shell. */
  private static String quoted(Path path) {
    return path.toString().replace("'", "'\\''");
  }

  private static String template() {
    return Script.of(GoPrefix.class, "go.sh").text();
  }
}
