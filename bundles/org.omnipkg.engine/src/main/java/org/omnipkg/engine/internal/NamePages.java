package org.omnipkg.engine.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Ecosystem;

/** Sorts artifacts that lie about by the package each is of, one page of links per name. */
record NamePages(Ecosystem ecosystem) {
  Path of(List<Path> files, Path into) throws IOException {
    Map<String, List<URI>> byName = new TreeMap<>();
    for (Path file : files) {
      String name = name(file);
      if (!name.isEmpty()) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(file.toUri());
      }
    }
    for (Map.Entry<String, List<URI>> entry : byName.entrySet()) {
      Path folder = Files.createDirectories(into.resolve(entry.getKey()));
      Files.writeString(folder.resolve("index.html"), LocalPages.page(entry.getValue()));
    }
    return into;
  }

  /**
   * The grammar reads a file's name as a request for what is in it; what it cannot read is none.
   */
  private String name(Path file) {
    try {
      String name = ecosystem.grammar().parse(file.toUri().toString()).target().name();
      return name.matches("[^/\\\\]*[^./\\\\][^/\\\\]*") ? name : "";
    } catch (Refusal notAnArtifact) {
      return "";
    }
  }
}
