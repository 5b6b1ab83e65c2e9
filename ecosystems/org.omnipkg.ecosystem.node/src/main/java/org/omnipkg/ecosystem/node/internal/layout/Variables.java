package org.omnipkg.ecosystem.node.internal.layout;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Running;

/** What a Node must find in its variables to find an environment's packages. */
final class Variables {
  static final String PATH = "NODE_PATH";
  static final String OPTIONS = "NODE_OPTIONS";

  private final Path root;
  private final Runtime runtime;

  Variables(Path root, Runtime runtime) {
    this.root = root;
    this.runtime = runtime;
  }

  /** Folders that {@code require} looks in last. */
  String path() {
    Path lib = root.resolve("lib");
    return lib.resolve("node_modules") + File.pathSeparator + lib.resolve("phantom/node_modules");
  }

  /** What makes {@code import} look there too, for a Node that can be told. */
  String options() {
    String hooks = runtime.fact("hooks");
    String file = root.resolve("lib/node-roots.cjs").toString();
    return hooks.isEmpty()
        ? ""
        : "--require="
            + (file.contains(" ") || file.contains("\"")
                ? "\"" + file.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : file);
  }

  Running running(Map<String, String> environment) {
    Map<String, String> set = new HashMap<>();
    set.put(PATH, joined(path(), environment.getOrDefault(PATH, ""), File.pathSeparator));
    if (!options().isEmpty()) {
      set.put(OPTIONS, joined(options(), environment.getOrDefault(OPTIONS, ""), " "));
    }
    // a global installation would change the machine's own Node
    return new Running(set, Set.of(), List.of("node|npm|npx"));
  }

  /** Ours, then the user's own, which stays. */
  private static String joined(String ours, String theirs, String separator) {
    return theirs.isBlank() ? ours : ours + separator + theirs;
  }
}
