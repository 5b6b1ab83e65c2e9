package org.omnipkg.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a given width, broken between words. */
public final class Wrap {
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
}
