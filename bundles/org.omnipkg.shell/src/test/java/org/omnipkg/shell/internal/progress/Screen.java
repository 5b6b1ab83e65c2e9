package org.omnipkg.shell.internal.progress;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.shell.internal.render.Width;

/** A terminal that knows the few sequences we send, and refuses all others. */
final class Screen extends OutputStream {
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??)([0-9;]*)([A-Za-z])");
  private final int columns;
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;
  boolean cursor = true;
  boolean colored;
  int widest;

  Screen(int columns) {
    this.columns = columns;
  }

  @Override
  public void write(int one) {
    throw new AssertionError("a frame comes in one piece");
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    Matcher sequence = SEQUENCE.matcher(text);
    for (int at = 0; at < text.length(); ) {
      if (text.charAt(at) == '\u001b') {
        if (!sequence.find(at) || sequence.start() != at) {
          throw new AssertionError("unknown sequence in " + text.replace('\u001b', '^'));
        }
        obey(sequence.group(1) + sequence.group(3), sequence.group(2));
        at = sequence.end();
      } else {
        put(text.charAt(at++));
      }
    }
  }

  private void obey(String what, String number) {
    switch (what) {
      case "A" -> row -= Integer.parseInt(number);
      case "J" -> {
        rows.subList(row + 1, rows.size()).clear();
        rows.get(row).setLength(column);
      }
      case "m" -> colored = true;
      case "?l" -> cursor = false;
      case "?h" -> cursor = true;
      default -> throw new AssertionError("unknown sequence " + what);
    }
  }

  private void put(char c) {
    if (c == '\n') {
      row++;
      column = 0;
      if (row == rows.size()) {
        rows.add(new StringBuilder());
      }
    } else if (c == '\r') {
      column = 0;
    } else {
      StringBuilder line = rows.get(row);
      line.setLength(Math.min(line.length(), column));
      line.append(c);
      column++;
      widest = Math.max(widest, Width.of(line.toString()));
      if (widest > columns) {
        throw new AssertionError("wrapped: " + line);
      }
    }
  }

  List<String> lines() {
    return rows.stream().map(StringBuilder::toString).toList();
  }

  boolean atLineStart() {
    return column == 0;
  }
}
