package org.omnipkg.ecosystem.node.internal.pack;

import java.util.ArrayList;
import java.util.List;

/** Alternatives in braces, as shells spell them: {@code a{b,c}} is {@code ab} and {@code ac}. */
final class Braces {
  /** More than anybody writes; what would be more is taken as it stands. */
  private static final int MOST = 1000;

  private Braces() {}

  static List<String> expanded(String pattern) {
    List<String> all = new ArrayList<>();
    return expand("", pattern, all) ? all : List.of(pattern);
  }

  private static boolean expand(String before, String pattern, List<String> all) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        int end = end(pattern, i);
        List<String> parts = end < 0 ? List.of() : parts(pattern.substring(i + 1, end));
        if (parts.size() > 1) {
          for (String part : parts) {
            String rest = part + pattern.substring(end + 1);
            if (!expand(before + pattern.substring(0, i), rest, all)) {
              return false;
            }
          }
          return true;
        }
      }
    }
    all.add(before + pattern);
    return all.size() <= MOST;
  }

  private static int end(String pattern, int from) {
    int depth = 0;
    for (int i = from; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> parts(String inner) {
    if (inner.matches("-?[0-9]{1,4}\\.\\.-?[0-9]{1,4}")) {
      return range(inner.split("\\.\\.", 2));
    }
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(inner.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(inner.substring(from));
    return parts;
  }

  private static List<String> range(String[] ends) {
    int first = Integer.parseInt(ends[0]);
    int last = Integer.parseInt(ends[1]);
    List<String> parts = new ArrayList<>();
    int step = first <= last ? 1 : -1;
    for (int i = first; i != last + step; i += step) {
      parts.add(String.valueOf(i));
    }
    return parts;
  }
}
