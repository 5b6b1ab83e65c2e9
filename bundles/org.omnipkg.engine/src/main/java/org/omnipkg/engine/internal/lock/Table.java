package org.omnipkg.engine.internal.lock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** One table of the text; remembers what was read of it, so that nothing stays unread. */
final class Table {
  /** Something that should not be there, or not so. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int line;

    private Wrong(int line, String what) {
      super(what);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  private final JsonNode node;
  private final String path;
  private final int line;
  private final Lines lines;
  private final Set<String> read = new HashSet<>();

  Table(JsonNode node, String path, int line, Lines lines) {
    this.node = node;
    this.path = path;
    this.line = line;
    this.lines = lines;
    if (!node.isObject()) {
      throw wrong("a table was expected");
    }
  }

  Wrong wrong(String what) {
    return new Wrong(line, what);
  }

  String text(String name) {
    String text = optional(name);
    if (text.isEmpty()) {
      throw wrong("`" + name + "` is missing");
    }
    return text;
  }

  String optional(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return "";
    }
    if (!value.isTextual()) {
      throw wrong("`" + name + "` is no text");
    }
    return value.asText();
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong("`" + name + "` is neither true nor false");
    }
    return value.asBoolean();
  }

  OptionalLong number(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 0) {
      throw wrong("`" + name + "` is no whole number");
    }
    return OptionalLong.of(value.asLong());
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isTextual()) {
        throw wrong("`" + name + "` holds something that is no text");
      }
      texts.add(item.asText());
    }
    return texts;
  }

  <E extends Enum<E>> E choice(String name, Class<E> kinds) {
    String word = text(name);
    for (E kind : kinds.getEnumConstants()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return kind;
      }
    }
    throw wrong("`" + word + "` is no " + name);
  }

  Table table(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      throw wrong("`" + name + "` is missing");
    }
    return new Table(value, path, line, lines);
  }

  List<Table> tables(String name) {
    List<Table> tables = new ArrayList<>();
    String list = Lines.within(path, name);
    for (JsonNode item : array(name)) {
      int index = tables.size();
      tables.add(new Table(item, list + "[" + index + "]", lines.of(list, index, line), lines));
    }
    return tables;
  }

  private JsonNode array(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isArray()) {
      throw wrong("`" + name + "` is no list");
    }
    return value;
  }

  private JsonNode value(String name) {
    read.add(name);
    return node.path(name);
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Refuses what nobody asked for. */
  void end() {
    for (String name : names()) {
      if (!read.contains(name)) {
        throw wrong("`" + name + "` is unknown");
      }
    }
  }
}
