package org.omnipkg.ecosystem.ruby.internal.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec.Need;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A specification as YAML, the form inside a gem. Reads nodes and makes no objects: the tags that
 * would name Ruby's classes are passed over.
 */
public final class YamlSpec {
  private static final int LONGEST = 8 << 20;
  private static final List<String> TOLD =
      List.of("summary", "description", "homepage", "date", "post_install_message");

  private final Map<String, Node> top;

  private YamlSpec(Map<String, Node> top) {
    this.top = top;
  }

  public static GemSpec read(byte[] yaml) throws Unreadable {
    if (yaml.length > LONGEST) {
      throw new Unreadable("its specification is too long");
    }
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(LONGEST).setAllowDuplicateKeys(true).build();
    try {
      String text = new String(yaml, StandardCharsets.UTF_8);
      Node root = new Compose(settings).composeString(text).orElseThrow(() -> none());
      return new YamlSpec(fields(root)).spec();
    } catch (YamlEngineException e) {
      String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new Unreadable("its specification is no YAML: " + line, e);
    }
  }

  private static YamlEngineException none() {
    return new YamlEngineException("empty");
  }

  private GemSpec spec() throws Unreadable {
    Map<String, String> about = new LinkedHashMap<>();
    for (String key : TOLD) {
      String value = text(top.get(key));
      if (!value.isEmpty()) {
        about.put(key, value);
      }
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    fields(top.get("metadata")).forEach((key, value) -> metadata.put(key, text(value)));
    String bindir = text(top.get("bindir"));
    return new GemSpec(
        needed("name"),
        version(top.get("version")),
        GemSpec.plain(platform(top.get("platform"))),
        needs(),
        range(top.get("required_ruby_version")),
        range(top.get("required_rubygems_version")),
        bindir.isEmpty() ? "bin" : bindir,
        texts("executables"),
        texts("require_paths"),
        texts("extensions"),
        texts("authors"),
        texts("licenses"),
        about,
        metadata);
  }

  private String needed(String key) throws Unreadable {
    String value = text(top.get(key));
    if (value.isEmpty()) {
      throw new Unreadable("its specification lacks `" + key + "`");
    }
    return value;
  }

  private List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    for (Node node : items(top.get("dependencies"))) {
      Map<String, Node> fields = fields(node);
      Node range = fields.getOrDefault("requirement", fields.get("version_requirements"));
      String type = text(fields.get("type"));
      needs.add(new Need(text(fields.get("name")), range(range), !type.endsWith("development")));
    }
    return needs;
  }

  /** Pairs of a comparison and a version; a single pair was once written without its list. */
  private static String range(@Nullable Node node) {
    Map<String, Node> fields = fields(node);
    Node pairs = fields.getOrDefault("requirements", fields.get("version"));
    List<String> clauses = new ArrayList<>();
    for (Node pair : items(pairs)) {
      List<Node> parts = items(pair);
      if (parts.size() == 2) {
        clauses.add(text(parts.get(0)) + " " + version(parts.get(1)));
      }
    }
    return normalized(clauses);
  }

  /** {@code >= 0} alone says nothing. */
  static String normalized(List<String> clauses) {
    List<String> telling = clauses.stream().filter(clause -> !clause.equals(">= 0")).toList();
    return String.join(", ", telling);
  }

  private static String version(@Nullable Node node) {
    return node instanceof MappingNode ? text(fields(node).get("version")) : text(node);
  }

  /** A word, or an object of its three parts. */
  private static String platform(@Nullable Node node) {
    if (!(node instanceof MappingNode)) {
      return text(node);
    }
    Map<String, Node> fields = fields(node);
    List<String> parts = new ArrayList<>();
    for (String key : List.of("cpu", "os", "version")) {
      String part = text(fields.get(key));
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join("-", parts);
  }

  private List<String> texts(String key) {
    Node node = top.get(key);
    if (node instanceof ScalarNode) {
      String one = text(node);
      return one.isEmpty() ? List.of() : List.of(one);
    }
    return items(node).stream().map(YamlSpec::text).filter(text -> !text.isEmpty()).toList();
  }

  private static List<Node> items(@Nullable Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of();
  }

  private static Map<String, Node> fields(@Nullable Node node) {
    Map<String, Node> fields = new LinkedHashMap<>();
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        fields.put(text(tuple.getKeyNode()), tuple.getValueNode());
      }
    }
    return fields;
  }

  private static String text(@Nullable Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return "";
    }
    String value = scalar.getValue();
    String tag = scalar.getTag().getValue();
    if (tag.endsWith("binary")) {
      return decoded(value).orElse(value);
    }
    return tag.endsWith(":null") ? "" : value;
  }

  private static Optional<String> decoded(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
