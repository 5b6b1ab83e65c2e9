package org.omnipkg.itest.bench;

import java.util.List;
import java.util.stream.Collectors;

/** Sees that packages are there: their metadata each time, their import in the first rounds. */
record Installed(List<String> packages) {
  private static final int IMPORTS = 1;

  String source(int round) {
    String metadata =
        packages.stream()
            .map(name -> "m.version('" + name + "')")
            .collect(Collectors.joining("; ", "import importlib.metadata as m; ", ""));
    return round < IMPORTS ? metadata + "; import " + String.join(", ", packages) : metadata;
  }
}
