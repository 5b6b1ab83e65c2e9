package org.omnipkg.shell.internal.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A tree of lines; ways that begin alike share their beginning. */
public final class Branches {
  private final Map<String, Branches> children = new LinkedHashMap<>();

  /** Adds a way from the root down. */
  public void add(List<String> way) {
    Branches at = this;
    for (String line : way) {
      at = at.children.computeIfAbsent(line, l -> new Branches());
    }
  }

  /**
   * Prints it.
   *
   * @param unicode whether the terminal can show lines
   */
  public void print(boolean unicode, Consumer<String> lines) {
    print("", unicode, lines);
  }

  private void print(String indent, boolean unicode, Consumer<String> lines) {
    List<Map.Entry<String, Branches>> all = new ArrayList<>(children.entrySet());
    for (int i = 0; i < all.size(); i++) {
      boolean last = i == all.size() - 1;
      String branch = unicode ? (last ? "└── " : "├── ") : (last ? "`-- " : "|-- ");
      String below = last ? "    " : unicode ? "│   " : "|   ";
      lines.accept(indent + Style.dim(branch) + all.get(i).getKey());
      all.get(i).getValue().print(indent + Style.dim(below), unicode, lines);
    }
  }
}
