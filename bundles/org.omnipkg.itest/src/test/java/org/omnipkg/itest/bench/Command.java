package org.omnipkg.itest.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One process to be run: words, variables and folder. The first word is a path. */
record Command(List<String> words, Map<String, String> variables, Path folder) {
  Command {
    words = List.copyOf(words);
    variables = Map.copyOf(variables);
  }

  /** The same program with further words. */
  Command plus(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Command(all, variables, folder);
  }

  Command with(String name, String value) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put(name, value);
    return new Command(words, all, folder);
  }

  Command in(Path other) {
    return new Command(words, variables, other);
  }

  String json() {
    return "{\"argv\":"
        + Json.list(words)
        + ",\"cwd\":"
        + Json.text(folder.toString())
        + ",\"env\":"
        + Json.map(variables)
        + "}";
  }
}
