package org.omnipkg.shell.internal.help;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.shell.internal.render.Width;

/** Text in lines of a given width, broken between words. */
final class Wrap {
  private Wrap() {}

  static List<String> lines(String text, int columns) {
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
