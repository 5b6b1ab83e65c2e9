package org.omnipkg.ecosystem.ruby.internal.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec.Need;

/**
 * Writes a specification as Ruby source, the form of installed gems: RubyGems runs it, so every
 * value stands in it as a quoted literal.
 */
public final class RubyText {
  private final GemSpec spec;
  private final StringBuilder text = new StringBuilder();

  private RubyText(GemSpec spec) {
    this.spec = spec;
  }

  public static String of(GemSpec spec) {
    return new RubyText(spec).written();
  }

  private String written() {
    text.append("# -*- encoding: utf-8 -*-\n");
    text.append(stub()).append('\n');
    if (!spec.extensions().isEmpty()) {
      text.append("# stub: ").append(String.join("\0", spec.extensions())).append('\n');
    }
    text.append("\nGem::Specification.new do |s|\n");
    set("name", quoted(spec.name()));
    set("version", quoted(spec.version()));
    if (!spec.platform().isEmpty()) {
      set("platform", quoted(spec.platform()));
    }
    guarded("required_rubygems_version", requirement(spec.requiredRubygems()));
    if (!spec.metadata().isEmpty()) {
      guarded("metadata", hash(spec.metadata()));
    }
    set("require_paths", list(spec.requirePaths()));
    set("authors", list(spec.authors()));
    set("bindir", quoted(spec.bindir()));
    set("executables", list(spec.executables()));
    set("extensions", list(spec.extensions()));
    set("licenses", list(spec.licenses()));
    if (!spec.requiredRuby().isEmpty()) {
      set("required_ruby_version", requirement(spec.requiredRuby()));
    }
    String date = spec.about().getOrDefault("date", "");
    if (date.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
      set("date", quoted(date.substring(0, 10)));
    }
    for (String key : List.of("homepage", "description")) {
      if (spec.about().containsKey(key)) {
        set(key, quoted(spec.about().get(key)));
      }
    }
    set("summary", quoted(spec.about().getOrDefault("summary", "")));
    text.append("  s.specification_version = 4 if s.respond_to? :specification_version\n");
    spec.needs().forEach(this::need);
    return text.append("end\n").toString();
  }

  /** What RubyGems reads in place of the whole. */
  private String stub() {
    String platform = spec.platform().isEmpty() ? "ruby" : spec.platform();
    return "# stub: "
        + spec.name()
        + " "
        + spec.version()
        + " "
        + platform
        + " "
        + String.join("\0", spec.requirePaths());
  }

  private void need(Need need) {
    String kind = need.running() ? "add_dependency" : "add_development_dependency";
    text.append("  s.")
        .append(kind)
        .append('(')
        .append(quoted(need.name()))
        .append(", ")
        .append(clauses(need.range()))
        .append(")\n");
  }

  private void set(String key, String code) {
    text.append("  s.").append(key).append(" = ").append(code).append('\n');
  }

  private void guarded(String key, String code) {
    text.append("  s.")
        .append(key)
        .append(" = ")
        .append(code)
        .append(" if s.respond_to? :")
        .append(key)
        .append("=\n");
  }

  private static String requirement(String range) {
    return "Gem::Requirement.new(" + clauses(range) + ")";
  }

  private static String clauses(String range) {
    List<String> parts = new ArrayList<>();
    for (String clause : range.split(",", -1)) {
      if (!clause.isBlank()) {
        parts.add(clause.strip());
      }
    }
    return list(parts.isEmpty() ? List.of(">= 0") : parts);
  }

  private static String list(List<String> values) {
    return values.stream().map(RubyText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String hash(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(e -> quoted(e.getKey()) + " => " + quoted(e.getValue()))
            .collect(Collectors.joining(", ", "{ ", " }"));
  }

  /** A literal in which nothing is code: all but plain characters are escaped. */
  public static String quoted(String value) {
    StringBuilder code = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\' || c == '#') {
                code.append('\\').append((char) c);
              } else if (c >= ' ' && c < 127) {
                code.append((char) c);
              } else {
                boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
                code.append(String.format("\\u{%x}", surrogate ? 0xFFFD : c));
              }
            });
    return code.append("\".freeze").toString();
  }
}
