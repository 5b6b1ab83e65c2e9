package org.omnipkg.ecosystem.node.internal.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** What a manifest says of the files of its package, and what holds whatever it says. */
final class PackageRules {
  /** What nobody wants, unless an ignore file puts it in. */
  static final List<String> USUAL =
      List.of(
          ".npmignore",
          ".gitignore",
          "**/.git",
          "**/.svn",
          "**/.hg",
          "**/CVS",
          "**/.git/**",
          "**/.svn/**",
          "**/.hg/**",
          "**/CVS/**",
          "/.lock-wscript",
          "/.wafpickle-*",
          "/build/config.gypi",
          "npm-debug.log",
          "**/.npmrc",
          ".*.swp",
          ".DS_Store",
          "**/.DS_Store/**",
          "._*",
          "**/._*/**",
          "*.orig",
          "/archived-packages/**");

  /** In folders below a package's own. */
  static final List<String> ALWAYS = List.of("/.git");

  private static final List<String> ALWAYS_ON_TOP =
      List.of(
          "/.git",
          "!/package.json",
          "!/readme",
          "!/readme.*[^~$]",
          "!/copying",
          "!/copying.*[^~$]",
          "!/license",
          "!/license.*[^~$]",
          "!/licence",
          "!/licence.*[^~$]",
          "/.git",
          "/node_modules",
          ".npmrc",
          "/package-lock.json",
          "/yarn.lock",
          "/pnpm-lock.yaml",
          "/bun.lockb");

  private final List<String> chosen = new ArrayList<>();
  private final List<String> strict = new ArrayList<>(ALWAYS_ON_TOP);
  private final List<String> required = new ArrayList<>();
  private final boolean choosing;

  /**
   * Reads them.
   *
   * @param files those of the package, relative to its folder
   */
  PackageRules(JsonNode manifest, NavigableSet<String> files) {
    choosing = manifest.path("files").isArray();
    for (JsonNode one : manifest.path("files")) {
      if (one.isTextual()) {
        choose(one.asText(), files);
      }
    }
    for (String key : List.of("browser", "main")) {
      if (manifest.path(key).isTextual() && !manifest.path(key).asText().isEmpty()) {
        strict.add("!/" + manifest.path(key).asText());
      }
    }
    commands(manifest, files);
  }

  private void commands(JsonNode manifest, NavigableSet<String> files) {
    JsonNode bin = manifest.path("bin");
    String folder = manifest.path("directories").path("bin").asText("");
    if (bin.isTextual()) {
      strict.add("!/" + inside(bin.asText()));
    } else if (bin.isObject()) {
      bin.forEach(file -> strict.add("!/" + inside(file.asText())));
    } else if (!folder.isEmpty()) {
      String place = inside(folder);
      files.stream()
          .filter(file -> file.startsWith(place + "/"))
          .filter(file -> !file.substring(place.length()).contains("/."))
          .forEach(file -> strict.add("!/" + file));
    }
  }

  private void choose(String entry, NavigableSet<String> files) {
    String pattern = entry.startsWith("./") ? entry.substring(1) : entry;
    if (pattern.endsWith("/*")) {
      pattern += "*";
    }
    String path = inside(pattern.replaceFirst("^!+", ""));
    String below = files.ceiling(path + "/");
    if (files.contains(path)) {
      strict.add(0, "!" + pattern);
      required.add(pattern.replaceFirst("^/", ""));
    } else if (path.isEmpty() || below != null && below.startsWith(path + "/")) {
      chosen.add("!" + pattern);
      chosen.add("!" + pattern + "/**");
    } else {
      chosen.add("!" + pattern);
    }
  }

  /** A path as it lies in the package, wherever it says it begins. */
  private static String inside(String path) {
    List<String> words = new ArrayList<>();
    for (String word : path.split("/+")) {
      if (word.equals("..")) {
        if (!words.isEmpty()) {
          words.remove(words.size() - 1);
        }
      } else if (!word.isEmpty() && !word.equals(".")) {
        words.add(word);
      }
    }
    return String.join("/", words);
  }

  /** Whether it names the files to take; then no ignore file beside it counts. */
  boolean choosing() {
    return choosing;
  }

  List<Rule> chosen(Effort effort) {
    List<String> lines = new ArrayList<>(List.of("*"));
    lines.addAll(chosen);
    return choosing ? Rule.of(lines, effort) : List.of();
  }

  List<Rule> strict(Effort effort) {
    return Rule.of(strict, effort);
  }

  /** Files it names one by one. */
  List<String> required() {
    return required;
  }
}
