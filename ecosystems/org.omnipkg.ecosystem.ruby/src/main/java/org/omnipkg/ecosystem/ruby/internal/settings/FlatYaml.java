package org.omnipkg.ecosystem.ruby.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Configuration of one level: a key, and a value or a list of them. */
final class FlatYaml {
  private FlatYaml() {}

  /** Nothing when the file is not there or cannot be read, as with the clients themselves. */
  static Map<String, List<String>> read(Path file) {
    Map<String, List<String>> read = new LinkedHashMap<>();
    try {
      if (!Files.isRegularFile(file)) {
        return read;
      }
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
      Node root = new Compose(settings).composeString(Files.readString(file)).orElse(null);
      if (root instanceof MappingNode map) {
        for (NodeTuple tuple : map.getValue()) {
          if (tuple.getKeyNode() instanceof ScalarNode key) {
            read.put(key.getValue(), values(tuple.getValueNode()));
          }
        }
      }
    } catch (IOException | YamlEngineException e) {
      return Map.of();
    }
    return read;
  }

  private static List<String> values(Node node) {
    List<String> values = new ArrayList<>();
    if (node instanceof ScalarNode one) {
      values.add(one.getValue());
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode one) {
          values.add(one.getValue());
        }
      }
    }
    return values;
  }
}
