package org.omnipkg.ecosystem.go.internal.layout;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.model.Node;

/** The commands of a module that are wanted in an environment. */
final class Wanted {
  /** Folder in a finished tree. */
  static final String BIN = ".omnipkg/bin";

  private Wanted() {}

  /**
   * Folders of the module to build: its root only if that is a command which its author does not
   * mean to be built with other modules than it names.
   */
  static Set<String> folders(Node node, ModuleFacts facts) {
    Set<String> folders = new TreeSet<>();
    for (String feature : node.features()) {
      boolean root = feature.equals(ModuleFacts.ROOT);
      if (root ? isCommand(facts) : ModulePath.packageFlaw(feature).isEmpty()) {
        folders.add(feature);
      }
    }
    return folders;
  }

  /** Whether its root is a command that would be another program without its replacements. */
  static boolean isKeptBack(ModuleFacts facts) {
    return facts.mains().contains(ModuleFacts.ROOT) && !facts.replaces().isEmpty();
  }

  private static boolean isCommand(ModuleFacts facts) {
    return facts.mains().contains(ModuleFacts.ROOT) && facts.replaces().isEmpty();
  }

  /** A package that is no command is a library of its module, and brings none. */
  private static boolean mayBeCommand(String folder, ModuleFacts facts) {
    return facts.mains().contains(folder) || Commands.aside(folder);
  }

  /** Names of the commands, each with its package. */
  static Map<String, String> commands(Node node, ModuleFacts facts, boolean requested) {
    Set<String> folders = folders(node, facts);
    folders.removeIf(folder -> !mayBeCommand(folder, facts));
    if (requested && isCommand(facts)) {
      folders.add(ModuleFacts.ROOT);
    }
    Map<String, String> commands = new TreeMap<>();
    for (String folder : folders) {
      String path = facts.packageOf(folder);
      commands.put(ModulePath.command(path), path);
    }
    return commands;
  }
}
