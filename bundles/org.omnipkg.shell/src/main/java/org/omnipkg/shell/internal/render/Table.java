package org.omnipkg.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows with aligned columns; a column that is empty in every row is left out. Where a terminal is
 * too narrow, long cells go on below, within their column.
 */
public final class Table {
  private static final int GAP = 2;
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
        widths.add(Math.max(widest, Width.of(heads.get(i))));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    if (console.room() > 0) {
      widths = Fit.of(widths, console.room() - GAP * (shown.size() - 1));
    }
    for (String line : lines(heads, shown, widths)) {
      console.data(Style.dim(line));
    }
    for (List<String> row : rows) {
      lines(row, shown, widths).forEach(console::data);
    }
  }

  private static List<String> lines(List<String> cells, List<Integer> shown, List<Integer> widths) {
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      columns.add(Wrap.within(cells.get(shown.get(i)), widths.get(i)));
    }
    int tallest = columns.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < tallest; at++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        String text = at < columns.get(i).size() ? columns.get(i).get(at) : "";
        line.append(Width.pad(text, widths.get(i))).append(" ".repeat(GAP));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
