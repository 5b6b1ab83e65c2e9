package org.omnipkg.ecosystem.node.internal.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Entry;
import org.omnipkg.spi.Layout;

/**
 * Names that a package's code asks for though its manifest does not say so. Only files that its
 * entries lead to are read, and only so many: what a program finds by luck it may go on finding so.
 * What stands behind a {@code try} is not counted.
 */
final class UndeclaredImports {
  private static final int MOST_FILES = 100;
  private static final int LARGEST = 1 << 18;
  private static final int NEAR = 24;

  private static final Pattern ASKED =
      Pattern.compile(
          "(?:\\brequire\\s*\\(\\s*|\\bfrom\\s*|\\bimport\\s*\\(?\\s*)[\"']([^\"'\\s\\\\]+)[\"']");
  private static final Set<String> BUILT_IN =
      Set.of(
          ("assert async_hooks buffer child_process cluster console constants crypto dgram"
                  + " diagnostics_channel dns domain events fs http http2 https inspector module net"
                  + " os path perf_hooks process punycode querystring readline repl stream"
                  + " string_decoder sys timers tls trace_events tty url util v8 vm wasi"
                  + " worker_threads zlib")
              .split(" "));
  private static final List<String> DECLARING =
      List.of(
          "dependencies",
          "optionalDependencies",
          "peerDependencies",
          "peerDependenciesMeta",
          "bundleDependencies",
          "bundledDependencies");

  private final JsonNode manifest;
  private final Map<String, Entry> files;
  private final Layout.Contents contents;
  private final Set<String> declared = new HashSet<>();
  private final Set<String> found = new TreeSet<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  private UndeclaredImports(JsonNode manifest, Map<String, Entry> files, Layout.Contents contents) {
    this.manifest = manifest;
    this.files = files;
    this.contents = contents;
    declared.add(manifest.path("name").asText(""));
    for (String section : DECLARING) {
      manifest.path(section).fieldNames().forEachRemaining(declared::add);
      manifest.path(section).forEach(name -> declared.add(name.asText("")));
    }
  }

  static List<String> of(JsonNode manifest, Map<String, Entry> files, Layout.Contents contents) {
    UndeclaredImports imports = new UndeclaredImports(manifest, files, contents);
    imports.entries();
    while (!imports.open.isEmpty()) {
      imports.read(imports.open.remove());
    }
    return List.copyOf(imports.found);
  }

  private void entries() {
    lead("", manifest.path("main").asText("index.js"));
    lead("", manifest.path("module").asText(""));
    manifest.path("bin").forEach(file -> lead("", file.asText("")));
    lead("", manifest.path("bin").asText(""));
    targets(manifest.path("exports"));
  }

  private void targets(JsonNode exports) {
    if (exports.isTextual()) {
      lead("", exports.asText());
    }
    exports.forEach(this::targets);
  }

  /** A file that another leads to. */
  private void lead(String folder, String path) {
    if (path.isEmpty() || path.contains("*")) {
      return;
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String plain = String.join("/", parts);
    for (String end : new String[] {"", ".js", ".cjs", ".mjs", "/index.js"}) {
      String file = plain + end;
      if (files.containsKey(file)) {
        boolean code = file.matches(".*\\.[cm]?js") || !file.contains(".");
        if (code && seen.size() < MOST_FILES && seen.add(file)) {
          open.add(file);
        }
        return;
      }
    }
  }

  private void read(String file) {
    Entry entry = files.get(file);
    if (entry == null || entry.digest().size() > LARGEST) {
      return;
    }
    String text = new String(contents.read(entry), StandardCharsets.ISO_8859_1);
    int slash = file.lastIndexOf('/');
    String folder = slash < 0 ? "" : file.substring(0, slash);
    Matcher asked = ASKED.matcher(text);
    while (asked.find()) {
      String name = asked.group(1);
      if (name.startsWith(".")) {
        lead(folder, name);
      } else if (!tried(text, asked.start()) && !commented(text, asked.start())) {
        name(name);
      }
    }
  }

  private static boolean tried(String text, int at) {
    return text.substring(Math.max(0, at - NEAR), at).contains("try");
  }

  private static boolean commented(String text, int at) {
    String line = text.substring(text.lastIndexOf('\n', at) + 1, at).stripLeading();
    return line.startsWith("//") || line.startsWith("*") || line.startsWith("/*");
  }

  private void name(String asked) {
    String[] parts = asked.split("/");
    String name = asked.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
    if (Names.valid(name) && !BUILT_IN.contains(name) && !declared.contains(name)) {
      found.add(name);
    }
  }
}
