package org.omnipkg.ecosystem.node.internal.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder that npm would put into the tarball of the package: those its manifest
 * names, or all but what ignore files leave out; with what is always taken, without what never is,
 * and with the packages it bundles.
 */
public final class PackageFiles {
  private static final String MANIFEST = "package.json";
  private static final String MODULES = "node_modules/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tree tree;
  private final NavigableSet<String> all;
  private final SortedSet<String> taken = new TreeSet<>();
  private final Set<String> bundled = new HashSet<>();
  private final Effort effort;

  private PackageFiles(Tree tree, Effort effort) {
    this.effort = effort;
    this.tree = tree;
    this.all = new TreeSet<>(tree.files());
    // npm leaves out what some systems cannot write
    all.removeIf(file -> file.contains("*"));
  }

  /** Those of a package's folder, relative to it. */
  public static SortedSet<String> of(Tree tree) throws IOException {
    return of(tree, new Effort(Effort.USUAL));
  }

  static SortedSet<String> of(Tree tree, Effort effort) throws IOException {
    PackageFiles files = new PackageFiles(tree, effort);
    JsonNode manifest = manifest(tree);
    files.walk("", manifest, true);
    JsonNode asked = manifest.path("bundleDependencies");
    JsonNode names = asked.isMissingNode() ? manifest.path("bundledDependencies") : asked;
    List<String> declared = declared(manifest);
    List<String> wanted = new ArrayList<>();
    if (names.isBoolean() && names.asBoolean()) {
      manifest.path("dependencies").fieldNames().forEachRemaining(wanted::add);
    }
    names.forEach(name -> wanted.add(name.asText()));
    wanted.retainAll(declared);
    files.bundle("", wanted);
    return files.taken;
  }

  private static List<String> declared(JsonNode manifest) {
    List<String> names = new ArrayList<>();
    manifest.path("dependencies").fieldNames().forEachRemaining(names::add);
    manifest.path("optionalDependencies").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What a package says of itself; nothing where it says nothing that can be read. */
  public static JsonNode manifest(Tree tree) throws IOException {
    return manifest(tree, tree.files(), "");
  }

  private static JsonNode manifest(Tree tree, Set<String> files, String folder) throws IOException {
    try {
      String file = folder + MANIFEST;
      return files.contains(file) ? JSON.readTree(tree.text(file)) : MissingNode.getInstance();
    } catch (JsonProcessingException unreadable) {
      return MissingNode.getInstance();
    }
  }

  private void bundle(String folder, List<String> names) throws IOException {
    for (String name : names) {
      String found = found(folder, name);
      if (found != null && bundled.add(found)) {
        JsonNode manifest = manifest(tree, all, found);
        walk(found, manifest, false);
        bundle(found, declared(manifest));
      }
    }
  }

  /** The folder of a package as Node finds it from another. */
  private @Nullable String found(String folder, String name) {
    for (String from = folder; ; from = from.substring(0, Math.max(0, from.lastIndexOf(MODULES)))) {
      String candidate = from + MODULES + name + "/";
      if (all.contains(candidate + MANIFEST)) {
        return candidate;
      }
      if (from.isEmpty()) {
        return null;
      }
    }
  }

  /** A package's own folder. What is bundled was packed once, and has nothing left to ignore. */
  private void walk(String folder, JsonNode manifest, boolean root) throws IOException {
    NavigableSet<String> below = new TreeSet<>();
    for (String file : all.tailSet(folder)) {
      if (!file.startsWith(folder)) {
        break;
      }
      below.add(file.substring(folder.length()));
    }
    PackageRules own = new PackageRules(manifest, below);
    List<Rule> rules = new ArrayList<>(root ? Rule.of(PackageRules.USUAL, effort) : List.of());
    rules.addAll(own.chosen(effort));
    if (root && !own.choosing()) {
      rules.addAll(ignored(folder));
    }
    rules.addAll(own.strict(effort));
    look(folder, new Level(null, "", false, rules), own.required());
  }

  private List<Rule> ignored(String folder) throws IOException {
    for (String name : List.of(".npmignore", ".gitignore")) {
      if (all.contains(folder + name)) {
        return Rule.read(tree.text(folder + name), effort);
      }
    }
    return List.of();
  }

  private void look(String folder, Level level, List<String> required) throws IOException {
    String file = all.ceiling(folder);
    while (file != null && file.startsWith(folder)) {
      String rest = file.substring(folder.length());
      int slash = rest.indexOf('/');
      if (slash < 0) {
        if (level.takesFile(rest)) {
          taken.add(file);
        }
        file = all.higher(file);
      } else {
        String name = rest.substring(0, slash);
        if (level.takesFolder(name)) {
          below(folder + name + "/", name, level, required);
        }
        // the first that is behind all of the folder's
        file = all.ceiling(folder + name + (char) ('/' + 1));
      }
    }
  }

  private void below(String folder, String name, Level above, List<String> required)
      throws IOException {
    List<String> named = new ArrayList<>();
    for (String file : required) {
      if (file.startsWith(name + "/") && file.indexOf('/', name.length() + 1) < 0) {
        named.add(file.substring(name.length() + 1));
      }
    }
    List<String> last = new ArrayList<>(PackageRules.ALWAYS);
    named.forEach(file -> last.add("!" + file));
    List<Rule> rules = new ArrayList<>(Rule.of(PackageRules.USUAL, effort));
    rules.addAll(ignored(folder));
    rules.addAll(Rule.of(last, effort));
    look(folder, new Level(above, name, above.names(name), rules), named);
  }
}
