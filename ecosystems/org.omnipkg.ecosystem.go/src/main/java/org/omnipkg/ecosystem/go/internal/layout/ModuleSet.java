package org.omnipkg.ecosystem.go.internal.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.spi.Prefix.Tree;

/**
 * The modules of a generation in the words of go.mod. Demands for other versions than those that
 * are there are excluded: they are met already, and their go.mod files need not be at hand.
 */
record ModuleSet(
    Map<String, String> versions,
    Set<String> excludes,
    Map<String, String> replaces,
    Set<String> sums) {
  private static final int DIGITS = 20;

  static ModuleSet of(List<Tree> trees) {
    Map<String, String> versions = new TreeMap<>();
    Map<String, String> replaces = new TreeMap<>();
    Set<String> sums = new TreeSet<>();
    for (Tree tree : trees) {
      ModuleFacts facts = ModuleFacts.of(tree.facts());
      String path = tree.node().pin().name().name();
      versions.put(path, tree.node().pin().version());
      if (!facts.path().equals(path)) {
        replaces.put(path, "=> " + facts.path() + " " + facts.version());
      }
      sums.add(facts.path() + " " + facts.version() + " h1:" + facts.zip());
      sums.add(facts.path() + " " + facts.version() + "/go.mod h1:" + facts.mod());
    }
    Set<String> excludes = new TreeSet<>();
    for (Tree tree : trees) {
      for (String require : ModuleFacts.of(tree.facts()).requires()) {
        String[] words = require.split(" ", 2);
        if (!words[1].equals(versions.get(words[0]))) {
          excludes.add(require);
        }
      }
    }
    return new ModuleSet(versions, excludes, replaces, sums);
  }

  /** The same for the same modules with the same content. */
  String digest() {
    String all = String.join("\n", sums) + versions + replaces;
    return Digests.hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  /** A go.mod for code that has none. */
  String loose(String goVersion) {
    List<String> lines = new ArrayList<>();
    lines.add("module loose");
    lines.add("go " + language(goVersion));
    versions.forEach((path, version) -> lines.add("require " + path + " " + version));
    excludes.forEach(exclude -> lines.add("exclude " + exclude));
    replaces.forEach((path, by) -> lines.add("replace " + path + " " + by));
    return String.join("\n", lines) + "\n";
  }

  private static String language(String version) {
    if (Languages.ORDER.compare(version, "1.21") >= 0) {
      return version;
    }
    String[] parts = version.split("\\.", -1);
    return parts.length < 2 ? version : parts[0] + "." + parts[1];
  }
}
