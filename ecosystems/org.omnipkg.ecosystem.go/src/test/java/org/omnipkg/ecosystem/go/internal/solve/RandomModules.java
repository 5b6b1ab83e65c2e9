package org.omnipkg.ecosystem.go.internal.solve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;

/**
 * A few modules made by chance, some from before Go 1.17, and a project that requires some of them;
 * with what the language says of them, written down as it is defined.
 */
final class RandomModules {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> VERSIONS = List.of("v1.0.0", "v1.1.0-rc.1", "v1.1.0", "v1.2.0");
  private static final String OTHER = "w.test/other";

  /**
   * What a go.mod says.
   *
   * @param old whether it is from before Go 1.17
   */
  record Mod(boolean old, List<Version> requires) {
    /** What stands below its {@code module} line. */
    String text() {
      StringBuilder text = new StringBuilder(old ? "go 1.16\n" : "go 1.17\n");
      requires.forEach(r -> text.append("require " + r.path() + " " + r.version() + "\n"));
      return text.toString();
    }
  }

  private final Random random;
  private final boolean allOld;
  private final Map<Version, Mod> mods = new LinkedHashMap<>();
  private final Set<Version> roots = new LinkedHashSet<>();
  private final Map<String, Version> replaced = new TreeMap<>();
  private final Set<Version> excluded = new LinkedHashSet<>();

  RandomModules(Random random, boolean allOld) {
    this.random = random;
    this.allOld = allOld;
    int names = 3 + random.nextInt(NAMES.size() - 2);
    for (int i = 0; i < names; i++) {
      for (String version : VERSIONS) {
        mods.put(new Version("w.test/" + NAMES.get(i), version), new Mod(false, List.of()));
      }
    }
    List<Version> all = List.copyOf(mods.keySet());
    for (Version module : all) {
      mods.put(module, mod(all));
    }
    mods.put(new Version(OTHER, "v1.0.0"), mod(all));
    for (int i = random.nextInt(3); i >= 0; i--) {
      roots.add(any(all));
    }
    if (random.nextInt(4) == 0) {
      Version module = any(all);
      Version by = random.nextBoolean() ? new Version(OTHER, "v1.0.0") : sibling(module);
      replaced.put(random.nextBoolean() ? module.path() : module.toString(), by);
    }
    if (random.nextInt(4) == 0) {
      excluded.add(any(all));
      excluded.removeAll(roots);
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Version sibling(Version module) {
    return new Version(module.path(), any(VERSIONS));
  }

  private Mod mod(List<Version> all) {
    Map<String, Version> requires = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Version module = any(all);
      requires.put(module.path(), module);
    }
    return new Mod(allOld || random.nextInt(2) == 0, List.copyOf(requires.values()));
  }

  Map<Version, Mod> mods() {
    return mods;
  }

  /** What the project requires. */
  Set<Version> roots() {
    return roots;
  }

  /** By path, with {@code @version} behind it where only that is replaced. */
  Map<String, Version> replaced() {
    return replaced;
  }

  Set<Version> excluded() {
    return excluded;
  }

  private Mod mod(Version module) {
    Version by = replaced.getOrDefault(module.path(), module);
    return mods.get(replaced.getOrDefault(module.toString(), by));
  }

  List<Version> requires(Version module) {
    List<Version> requires = new ArrayList<>(mod(module).requires());
    requires.removeAll(excluded);
    return requires;
  }

  /** Everything required from these on, at whatever version. */
  Set<Version> below(Set<Version> roots) {
    Set<Version> below = new LinkedHashSet<>();
    List<Version> open = new ArrayList<>(roots);
    while (!open.isEmpty()) {
      for (Version required : requires(open.remove(0))) {
        if (below.add(required)) {
          open.add(required);
        }
      }
    }
    return below;
  }

  /** The greatest version of each. */
  static Map<String, String> greatest(Set<Version> modules) {
    Map<String, String> greatest = new TreeMap<>();
    // in the order of VERSIONS, which is theirs
    VERSIONS.forEach(
        version ->
            modules.stream()
                .filter(module -> module.version().equals(version))
                .forEach(module -> greatest.put(module.path(), version)));
    return greatest;
  }

  /** Of each module the greatest version in the graph: the roots, what they require, and ... */
  private Map<String, String> selected(Set<Version> roots) {
    Set<Version> graph = new LinkedHashSet<>(roots);
    for (Version root : roots) {
      graph.addAll(requires(root));
      if (mod(root).old()) {
        // ... of those that do not list all they need everything below
        graph.addAll(below(Set.of(root)));
      }
    }
    return greatest(graph);
  }

  /** The build list of a project that requires these: no root is less than what is selected. */
  Map<String, String> list(Set<Version> asked) {
    Map<String, String> roots = greatest(asked);
    while (true) {
      Set<Version> required = new LinkedHashSet<>();
      roots.forEach((path, version) -> required.add(new Version(path, version)));
      Map<String, String> selected = selected(required);
      Map<String, String> raised = new TreeMap<>(selected);
      raised.keySet().retainAll(roots.keySet());
      if (raised.equals(roots)) {
        return selected;
      }
      roots = raised;
    }
  }

  /**
   * Modules whose packages those of the asked ones can import, each at the version given here: what
   * they require, and so on; but where a module lists all it needs and gets just that, its list is
   * the end.
   */
  Set<String> importable(Set<String> asked, Map<String, String> versions) {
    Set<String> walked = new TreeSet<>(asked);
    Set<String> importable = new TreeSet<>(asked);
    boolean more = true;
    while (more) {
      more = false;
      for (String path : List.copyOf(walked)) {
        Version module = new Version(path, versions.get(path));
        boolean lists = !mod(module).old() && mod(module).requires().equals(requires(module));
        for (Version required : requires(module)) {
          importable.add(required.path());
          if (!lists || !required.version().equals(versions.get(required.path()))) {
            more |= walked.add(required.path());
          }
        }
      }
    }
    return importable;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("roots " + roots);
    text.append(" replaced ").append(replaced).append(" excluded ").append(excluded).append('\n');
    mods.forEach(
        (module, mod) ->
            text.append(module + (mod.old() ? " (old) " : " ") + mod.requires() + "\n"));
    return text.toString();
  }
}
