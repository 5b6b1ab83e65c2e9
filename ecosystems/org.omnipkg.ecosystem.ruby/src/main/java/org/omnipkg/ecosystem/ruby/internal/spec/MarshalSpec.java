package org.omnipkg.ecosystem.ruby.internal.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec.Need;
import org.omnipkg.ecosystem.ruby.internal.spec.MarshalReader.Dump;
import org.omnipkg.ecosystem.ruby.internal.spec.MarshalReader.Made;

/** A specification as the older index keeps it: its fields in a fixed order, marshalled. */
public final class MarshalSpec {
  private static final int NAME = 2;
  private static final int VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int RUBY = 6;
  private static final int RUBYGEMS = 7;
  private static final int NEEDS = 9;
  private static final int HOMEPAGE = 14;
  private static final int PLATFORM = 16;
  private static final int FEWEST = 17;

  private MarshalSpec() {}

  public static GemSpec read(byte[] marshalled) throws Unreadable {
    Object outer = MarshalReader.read(marshalled);
    if (!(outer instanceof Made made) || !(made.content() instanceof Dump dump)) {
      throw new Unreadable("no marshalled specification");
    }
    if (!(MarshalReader.read(dump.bytes()) instanceof List<?> fields) || fields.size() < FEWEST) {
      throw new Unreadable("a marshalled specification of an unknown form");
    }
    Map<String, String> about = new LinkedHashMap<>();
    about.put("summary", text(fields.get(SUMMARY)));
    about.put("homepage", text(fields.get(HOMEPAGE)));
    about.values().removeIf(String::isEmpty);
    return new GemSpec(
        text(fields.get(NAME)),
        version(fields.get(VERSION)),
        GemSpec.plain(platform(fields.get(PLATFORM))),
        needs(fields.get(NEEDS)),
        range(fields.get(RUBY)),
        range(fields.get(RUBYGEMS)),
        "bin",
        List.of(),
        List.of("lib"),
        List.of(),
        List.of(),
        List.of(),
        about,
        Map.of());
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  /** A version marshals itself to a list of its text. */
  public static String version(@Nullable Object value) {
    if (value instanceof Made made && made.content() instanceof List<?> parts && !parts.isEmpty()) {
      return text(parts.get(0));
    }
    return text(field(value, "@version"));
  }

  /** A word, or an object of its three parts. */
  public static String platform(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    List<String> parts = new ArrayList<>();
    for (String name : List.of("@cpu", "@os", "@version")) {
      String part = text(field(value, name));
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join("-", parts);
  }

  private static String range(@Nullable Object value) {
    Object pairs = field(value, "@requirements");
    if (value instanceof Made made && made.content() instanceof List<?> parts && !parts.isEmpty()) {
      pairs = parts.get(0);
    }
    List<String> clauses = new ArrayList<>();
    if (pairs instanceof List<?> list) {
      for (Object pair : list) {
        if (pair instanceof List<?> two && two.size() == 2) {
          clauses.add(text(two.get(0)) + " " + version(two.get(1)));
        }
      }
    }
    return YamlSpec.normalized(clauses);
  }

  private static List<Need> needs(@Nullable Object value) {
    List<Need> needs = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object one : list) {
        Object range = field(one, "@requirement");
        Object stated = range == null ? field(one, "@version_requirements") : range;
        boolean running = !text(field(one, "@type")).equals("development");
        needs.add(new Need(text(field(one, "@name")), range(stated), running));
      }
    }
    return needs;
  }

  private static @Nullable Object field(@Nullable Object value, String name) {
    return value instanceof Made made && made.content() instanceof Map<?, ?> fields
        ? fields.get(name)
        : null;
  }
}
