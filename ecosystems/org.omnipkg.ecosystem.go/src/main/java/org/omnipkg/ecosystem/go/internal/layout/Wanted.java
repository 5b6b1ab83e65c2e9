package org.omnipkg.ecosystem.go.internal.layout;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.model.Node;

/** The commands of a module that are wanted in an environment. */
final class Wanted {
  /** Artifact fact: the user named the module itself. */
  static final String ASKED = "asked";

  /** Artifact fact: names the versions of everything a command would be built with. */
  static final String CLOSURE = "closure";

  /** Folder in a finished tree. */
  static final String BIN = ".omnipkg/bin";

  private Wanted() {}

  /** Folders of the module to build, {@code .} for its root. */
  static Set<String> folders(Node node, ModuleFacts facts) {
    Set<String> folders = new TreeSet<>();
    for (String feature : node.features()) {
      if (feature.equals(ModuleFacts.ROOT) || ModulePath.packageFlaw(feature).isEmpty()) {
        folders.add(feature);
      }
    }
    boolean asked =
        node.artifact().filter(a -> a.facts().getOrDefault(ASKED, "").equals("true")).isPresent();
    if (asked && facts.mains().contains(ModuleFacts.ROOT)) {
      folders.add(ModuleFacts.ROOT);
    }
    return folders;
  }

  /** Names of the commands, each with its package. */
  static Map<String, String> commands(Node node, ModuleFacts facts) {
    Map<String, String> commands = new TreeMap<>();
    for (String folder : folders(node, facts)) {
      String path = facts.packageOf(folder);
      commands.put(ModulePath.command(path), path);
    }
    return commands;
  }
}
