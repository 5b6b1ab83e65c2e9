package org.omnipkg.ecosystem.python.internal.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A configuration file in pip's form: sections, keys, indented lines that go on. */
final class IniFile {
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

  /** Empty when there is no such file, or it cannot be read. */
  static IniFile read(Path file) {
    IniFile ini = new IniFile();
    if (Files.isRegularFile(file)) {
      try {
        ini.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      } catch (IOException e) {
        return new IniFile();
      }
    }
    return ini;
  }

  Map<String, String> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  private void parse(String text) {
    Map<String, String> section = new LinkedHashMap<>();
    String key = "";
    for (String line : text.replace("\ufeff", "").split("\r\n|\r|\n", -1)) {
      String words = line.strip();
      if (words.isEmpty() || words.startsWith("#") || words.startsWith(";")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0)) && !key.isEmpty()) {
        section.merge(key, words, (old, more) -> old + "\n" + more);
      } else if (words.startsWith("[") && words.endsWith("]")) {
        key = "";
        section =
            sections.computeIfAbsent(
                words.substring(1, words.length() - 1), name -> new LinkedHashMap<>());
      } else {
        int sign = sign(words);
        key = sign < 0 ? "" : normal(words.substring(0, sign));
        if (sign > 0) {
          section.put(key, words.substring(sign + 1).strip());
        }
      }
    }
  }

  private static int sign(String words) {
    int equals = words.indexOf('=');
    int colon = words.indexOf(':');
    return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
  }

  private static String normal(String key) {
    String name = key.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return name.startsWith("--") ? name.substring(2) : name;
  }
}
