package org.omnipkg.ecosystem.node.internal.index;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a registry, or a package itself, says of one version. */
public final class VersionEntry {
  String name = "";
  String version;
  Map<String, String> dependencies = Map.of();
  Map<String, String> optional = Map.of();
  Map<String, String> peers = Map.of();
  Set<String> optionalPeers = Set.of();
  List<String> bundled = List.of();
  boolean bundlesAll;
  Map<String, String> engines = Map.of();
  List<String> os = List.of();
  List<String> cpu = List.of();
  List<String> libc = List.of();
  String deprecated = "";
  String tarball = "";
  String integrity = "";
  String shasum = "";
  boolean scripts;

  VersionEntry(String version) {
    this.version = version;
  }

  /** Reads the object that begins here. */
  static VersionEntry read(JsonParser in, String version) throws IOException {
    VersionEntry entry = new VersionEntry(version);
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      entry.member(key, in.nextToken(), in);
    }
    return entry;
  }

  private void member(String key, JsonToken value, JsonParser in) throws IOException {
    switch (key) {
      case "name" -> name = Json.text(in, value);
      case "version" -> {
        // a registry's own key stands over what the manifest says
        String said = Json.text(in, value);
        version = version.isEmpty() ? said : version;
      }
      case "dependencies" -> dependencies = map(in, value);
      case "optionalDependencies" -> optional = map(in, value);
      case "peerDependencies" -> peers = map(in, value);
      case "peerDependenciesMeta" -> optionalPeers = optionalPeers(in, value);
      case "bundleDependencies", "bundledDependencies" -> {
        bundlesAll |= value == JsonToken.VALUE_TRUE;
        List<String> names =
            value == JsonToken.START_OBJECT
                ? new ArrayList<>(Json.strings(in).keySet())
                : Json.list(in, value);
        bundled = names.isEmpty() ? bundled : names;
      }
      case "engines" -> engines = map(in, value);
      case "os" -> os = Json.list(in, value);
      case "cpu" -> cpu = Json.list(in, value);
      case "libc" -> libc = Json.list(in, value);
      case "deprecated" -> deprecated = deprecated(in, value);
      case "hasInstallScript" -> {
        scripts = value == JsonToken.VALUE_TRUE;
        in.skipChildren();
      }
      case "dist" -> dist(in, value);
      default -> in.skipChildren();
    }
  }

  private static String deprecated(JsonParser in, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_TRUE ? "deprecated" : Json.text(in, value).strip();
  }

  private static Map<String, String> map(JsonParser in, JsonToken value) throws IOException {
    if (value == JsonToken.START_OBJECT) {
      return Json.strings(in);
    }
    in.skipChildren();
    return Map.of();
  }

  private static Set<String> optionalPeers(JsonParser in, JsonToken value) throws IOException {
    Set<String> names = new HashSet<>();
    if (value != JsonToken.START_OBJECT) {
      in.skipChildren();
      return names;
    }
    for (String peer = in.nextFieldName(); peer != null; peer = in.nextFieldName()) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        in.skipChildren();
        continue;
      }
      for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
        if (in.nextToken() == JsonToken.VALUE_TRUE && key.equals("optional")) {
          names.add(peer);
        }
        in.skipChildren();
      }
    }
    return names;
  }

  private void dist(JsonParser in, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      JsonToken member = in.nextToken();
      switch (key) {
        case "tarball" -> tarball = Json.text(in, member);
        case "integrity" -> integrity = Json.text(in, member);
        case "shasum" -> shasum = Json.text(in, member);
        default -> in.skipChildren();
      }
    }
  }
}
