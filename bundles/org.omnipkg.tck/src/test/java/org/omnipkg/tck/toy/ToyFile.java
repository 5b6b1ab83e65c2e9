package org.omnipkg.tck.toy;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.RequirementsFile;

/**
 * A requirement a line, {@code # a comment}, {@code -r FILE}, {@code brick =sha256:DIGEST}, {@code
 * from ADDRESS} in which {@code $NAME} is a variable.
 */
final class ToyFile {
  private final ToyGrammar grammar;
  private final Map<String, String> environment;
  private final List<Dependency> requirements = new ArrayList<>();
  private final Map<PackageName, List<String>> hashes = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<String> includes = new ArrayList<>();

  ToyFile(ToyGrammar grammar, Map<String, String> environment) {
    this.grammar = grammar;
    this.environment = environment;
  }

  RequirementsFile read(String text) {
    text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(this::line);
    return new RequirementsFile(requirements, List.of(), hashes, sources, includes, false);
  }

  private void line(String line) {
    if (line.startsWith("-r ")) {
      includes.add(line);
    } else if (line.startsWith("from ")) {
      String address = line.substring("from ".length());
      for (Map.Entry<String, String> variable : environment.entrySet()) {
        address = address.replace("$" + variable.getKey(), variable.getValue());
      }
      String label = "extra-" + (sources.size() + 1);
      sources.add(new Source(label, URI.create(address), Source.Form.INDEX));
    } else if (!line.isEmpty()) {
      String[] words = line.split(" =(?=sha256:)", 2);
      Dependency read = grammar.parse(words[0]);
      requirements.add(read);
      if (words.length > 1) {
        hashes.put(read.target(), List.of(words[1]));
      }
    }
  }
}
