package org.omnipkg.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/** Rows with aligned columns; a column that is empty in every row is left out. */
public final class Table {
  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... heads) {
    this.heads = List.of(heads);
  }

  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  public void print(Console console) {
    List<Integer> shown = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> Width.of(row.get(column))).max().orElse(0);
      if (widest > 0) {
        shown.add(i);
      }
      widths.add(Math.max(widest, Width.of(heads.get(i))));
    }
    if (rows.isEmpty()) {
      return;
    }
    console.data(Style.dim(line(heads, shown, widths)));
    rows.forEach(row -> console.data(line(row, shown, widths)));
  }

  private static String line(List<String> cells, List<Integer> shown, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i : shown) {
      line.append(Width.pad(cells.get(i), widths.get(i))).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
