package org.omnipkg.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/**
 * A project's {@code omnipkg.toml}: settings, and what the project needs.
 *
 * @param folder relative places in it start here
 * @param requirements as they would be typed
 * @param constraints limits of versions that bring nothing, as requirements
 * @param overrides ranges that take the place of whatever is demanded of a name, as requirements
 */
record ProjectFile(
    Path folder,
    ObjectNode settings,
    List<String> requirements,
    List<String> constraints,
    List<String> overrides) {
  static final String NAME = "omnipkg.toml";
  private static final String REQUIREMENTS = "requirements";
  private static final String CONSTRAINTS = "constraints";
  private static final String OVERRIDES = "overrides";

  ProjectFile {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    overrides = List.copyOf(overrides);
  }

  static ProjectFile of(Path file, ObjectNode content) {
    Set<String> keys = new TreeSet<>(Set.of(REQUIREMENTS, CONSTRAINTS, OVERRIDES));
    SettingKey.ALL.forEach(key -> keys.add(key.name()));
    content
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key) && !SettingKey.isKnown(key)) {
                throw new Refusal(
                    Diagnostic.user(
                        "config.unknown-key",
                        "`" + NAME + "` has a key that means nothing here: `" + key + "`",
                        "keys: " + String.join(", ", keys)));
              }
              if (content.get(key).isFloatingPointNumber()) {
                throw bad(content.get(key), key, "text in quotes: a number loses its zeros");
              }
            });
    Path parent = file.toAbsolutePath().getParent();
    return new ProjectFile(
        parent == null ? file : parent,
        content,
        list(content, REQUIREMENTS),
        list(content, CONSTRAINTS),
        list(content, OVERRIDES));
  }

  private static List<String> list(ObjectNode content, String key) {
    List<String> requirements = new ArrayList<>();
    JsonNode stated = content.path(key);
    if (!stated.isMissingNode() && !stated.isArray()) {
      throw bad(stated, key, "a list, such as [\"rich\", \"numpy>=1.26\"]");
    }
    for (JsonNode one : stated) {
      if (!one.isTextual() || one.asText().isBlank()) {
        throw bad(one, key, "requirements in quotes, such as \"numpy>=1.26\"");
      }
      requirements.add(one.asText());
    }
    return requirements;
  }

  private static Refusal bad(JsonNode value, String key, String expected) {
    return new Refusal(
        Diagnostic.user(
            "config.bad-value",
            "`" + value.asText(value.toString()) + "` is no value for `" + key + "` (" + NAME + ")",
            "expected " + expected));
  }
}
