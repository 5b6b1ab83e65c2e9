package org.omnipkg.ecosystem.go.internal.solve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Require;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.ecosystem.go.internal.version.Semver;

/**
 * The module graph as the go command reads it: below a module whose go.mod lists all it needs (from
 * Go 1.17 on) nothing is looked at, below an older one everything is.
 */
final class ModuleGraph {
  private final Modules modules;
  private final Map<String, String> selected = new TreeMap<>();
  private final Map<String, Version> demandedBy = new HashMap<>();

  private ModuleGraph(Modules modules) {
    this.modules = modules;
  }

  /**
   * The graph below these modules, as if a go.mod of today required them. One of which somebody
   * demands more is required as that in its turn, and what the lesser version demands is nobody's
   * demand then: so the go command raises it.
   */
  static ModuleGraph of(Collection<Version> roots, Modules modules) {
    return new ModuleGraph(modules).with(roots);
  }

  /** The graph below these modules in its place; who demanded what is not forgotten. */
  ModuleGraph with(Collection<Version> roots) {
    Map<String, String> required = new TreeMap<>();
    roots.forEach(root -> required.merge(root.path(), root.version(), Semver::greater));
    ModuleGraph graph = below(required);
    while (!graph.selected().entrySet().containsAll(required.entrySet())) {
      ModuleGraph lesser = graph;
      required.replaceAll((path, version) -> lesser.selected(path));
      graph = lesser.below(required);
    }
    return graph;
  }

  private ModuleGraph below(Map<String, String> required) {
    ModuleGraph graph = new ModuleGraph(modules);
    List<Version> roots = new ArrayList<>();
    required.forEach((path, version) -> roots.add(new Version(path, version)));
    roots.forEach(root -> graph.demand(root, null));
    graph.expand(roots);
    demandedBy.forEach(
        (path, by) -> {
          if (graph.selected(path).equals(selected(path))) {
            graph.demandedBy.putIfAbsent(path, by);
          }
        });
    return graph;
  }

  /** The greatest version demanded of each module. */
  Map<String, String> selected() {
    return selected;
  }

  String selected(String path) {
    return selected.getOrDefault(path, "");
  }

  /** Who demands the selected version; null when only a root is it. */
  @Nullable Version demanding(String path) {
    return demandedBy.get(path);
  }

  private void expand(Collection<Version> roots) {
    Collection<Version> next = new LinkedHashSet<>(roots);
    Set<Version> wholly = new HashSet<>();
    while (!next.isEmpty()) {
      modules.load(next);
      Set<Version> further = new LinkedHashSet<>();
      for (Version module : next) {
        Modules.Module loaded = modules.of(module);
        List<Require> requires = loaded.requires();
        requires.forEach(r -> demand(r.module(), module));
        if (wholly.contains(module) || !loaded.prunes()) {
          for (Require require : requires) {
            if (wholly.add(require.module())) {
              further.add(require.module());
            }
          }
        }
      }
      next = further;
    }
  }

  private void demand(Version module, @Nullable Version by) {
    String known = selected.get(module.path());
    if (known == null || Semver.compare(known, module.version()) < 0) {
      selected.put(module.path(), module.version());
      demandedBy.remove(module.path());
    }
    if (by != null && module.version().equals(selected.get(module.path()))) {
      demandedBy.putIfAbsent(module.path(), by);
    }
  }

  /** Modules whose packages those of the roots can import, the roots included. */
  Set<String> needed(Collection<Version> roots) {
    Set<String> needed = new LinkedHashSet<>();
    List<Version> open = new ArrayList<>();
    roots.forEach(root -> open.add(new Version(root.path(), selected(root.path()))));
    Set<Version> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      modules.load(open);
      List<Version> further = new ArrayList<>();
      for (Version module : open) {
        needed.add(module.path());
        boolean listsAll = modules.of(module).listsAll();
        for (Require require : modules.of(module).requires()) {
          Version there = new Version(require.module().path(), selected(require.module().path()));
          if (there.version().isEmpty()) {
            needed.add(there.path());
          } else if (listsAll && there.equals(require.module())) {
            needed.add(there.path());
          } else if (seen.add(there)) {
            further.add(there);
          }
        }
      }
      open.clear();
      open.addAll(further);
    }
    return needed;
  }
}
