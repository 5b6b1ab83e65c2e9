package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;

/**
 * The versions a {@code Gemfile.lock} fixes, those of its gem sources only.
 *
 * @param versions name to version; names locked differently for different platforms are left out
 */
record GemfileLock(Map<String, String> versions) {
  private static final Pattern SPEC = Pattern.compile(" {4}([^ (]+) \\(([^)]+)\\)");

  static GemfileLock read(String text, String file) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    String section = "";
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      if (line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>")) {
        throw Trouble.malformed(file, number, "a merge that was not finished");
      }
      if (!line.isEmpty() && line.charAt(0) != ' ') {
        section = line.strip();
      }
      Matcher spec = SPEC.matcher(line);
      if (section.equals("GEM") && spec.matches()) {
        String version = spec.group(2).replaceFirst("-.*", "");
        if (!GemVersion.valid(version)) {
          throw Trouble.malformed(file, number, "`" + version + "`, which is no version,");
        }
        found.computeIfAbsent(spec.group(1), name -> new LinkedHashSet<>()).add(version);
      }
    }
    Map<String, String> versions = new LinkedHashMap<>();
    found.forEach(
        (name, all) -> {
          if (all.size() == 1) {
            versions.put(name, all.iterator().next());
          }
        });
    return new GemfileLock(versions);
  }
}
