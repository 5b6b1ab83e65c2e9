package org.omnipkg.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a given width, broken between words. */
public final class Wrap {
  private static final String MARKS = "/-_,=@";

  private Wrap() {}

  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && Width.of(line.toString()) + 1 + Width.of(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * As {@link #lines}, with no line wider: what is too long is broken, after a mark if it can be.
   */
  static List<String> within(String text, int columns) {
    if (Width.of(text) <= columns) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    for (String line : lines(Style.strip(text), columns)) {
      String rest = line;
      while (Width.of(rest) > columns) {
        int end = end(rest, columns);
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      lines.add(rest);
    }
    return lines;
  }

  /** How much of a line that is too long fits. */
  private static int end(String line, int columns) {
    int end = line.offsetByCodePoints(0, 1);
    int marked = 0;
    while (Width.of(line.substring(0, end)) < columns) {
      marked = MARKS.indexOf(line.charAt(end - 1)) >= 0 ? end : marked;
      end = line.offsetByCodePoints(end, 1);
    }
    boolean fits = Width.of(line.substring(0, end)) <= columns;
    int whole = fits ? end : line.offsetByCodePoints(end, -1);
    return marked > columns / 3 ? marked : Math.max(whole, line.offsetByCodePoints(0, 1));
  }
}
