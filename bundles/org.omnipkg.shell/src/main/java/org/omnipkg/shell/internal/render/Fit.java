package org.omnipkg.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/** Widths of columns that share a room too narrow for all. */
final class Fit {
  /** Up to this a column keeps its width while wider ones can give way. */
  private static final int NARROW = 20;

  /** A day, the longest of the short words in tables, is never broken. */
  private static final int LEAST = 10;

  private Fit() {}

  /** The widths where they fit; else the widest give way first, none below what can be read. */
  static List<Integer> of(List<Integer> widths, int room) {
    if (sum(widths, Integer.MAX_VALUE, 0) <= room) {
      return widths;
    }
    int spared = sum(widths, LEAST, NARROW) <= room ? NARROW : 0;
    int most = widths.stream().mapToInt(width -> width).max().orElse(0);
    while (most > LEAST && sum(widths, most, spared) > room) {
      most--;
    }
    int over = Math.max(0, room - sum(widths, most, spared));
    List<Integer> fitted = new ArrayList<>();
    for (int width : widths) {
      int cut = cut(width, most, spared);
      int more = cut < width && over > 0 ? 1 : 0;
      over -= more;
      fitted.add(cut + more);
    }
    return fitted;
  }

  private static int cut(int width, int most, int spared) {
    return width <= spared ? width : Math.min(width, most);
  }

  private static int sum(List<Integer> widths, int most, int spared) {
    return widths.stream().mapToInt(width -> cut(width, most, spared)).sum();
  }
}
