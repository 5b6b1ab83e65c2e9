package org.omnipkg.ecosystem.python.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command a package declares (PyPA entry points specification).
 *
 * @param name the command's file name
 * @param module dotted
 * @param attribute dotted, inside the module
 */
public record EntryPoint(String name, String module, String attribute) {
  private static final String DOTTED = "[\\p{L}\\p{N}_.-]+";
  private static final Pattern FORM =
      Pattern.compile("(.*?)\\s*=\\s*(" + DOTTED + ")\\s*:\\s*(" + DOTTED + ")\\s*(?:\\[.*\\])?");
  private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}:*?\"<>|]+");

  /** Reads {@code name = module:attribute}, as {@link #toString()} writes it. */
  static EntryPoint read(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new EntryPoint(m.group(1), m.group(2), m.group(3));
  }

  /** The commands of a group, with names and objects that are safe to write into a script. */
  static List<EntryPoint> checked(Wheel wheel, Map<String, List<String>> groups, String group) {
    Map<String, EntryPoint> found = new LinkedHashMap<>();
    for (String line : groups.getOrDefault(group, List.of())) {
      if (!FORM.matcher(line).matches()) {
        throw wheel.refuse(
            "wheel.entry-point", "declares a command that cannot run: `" + line + "`");
      }
      EntryPoint point = read(line);
      checkName(wheel, point.name);
      found.put(point.name, point);
    }
    return List.copyOf(found.values());
  }

  /** A script's name must be a file's name, on every system. */
  static void checkName(Wheel wheel, String name) {
    if (!NAME.matcher(name).matches() || name.matches("\\.+") || name.length() > 200) {
      throw wheel.refuse("wheel.script-name", "declares a command named `" + name + "`");
    }
  }

  /** The lines of each section of entry_points.txt. */
  public static Map<String, List<String>> groups(String text) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    String group = "";
    for (String raw : text.split("\\r\\n|\\r|\\n", -1)) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        group = line.substring(1, line.length() - 1).strip();
        groups.putIfAbsent(group, new ArrayList<>());
      } else {
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(line);
      }
    }
    return groups;
  }

  @Override
  public String toString() {
    return name + " = " + module + ":" + attribute;
  }
}
