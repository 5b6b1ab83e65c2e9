package org.omnipkg.shell.internal.render;

/** How many terminal columns text takes. */
public final class Width {
  private Width() {}

  public static int of(String text) {
    return Style.strip(text).codePoints().map(Width::of).sum();
  }

  private static int of(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        Character.isIdeographic(point)
            || (point >= 0x1100 && point <= 0x115f)
            || (point >= 0x3000 && point <= 0x30ff)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0x1f300 && point <= 0x1faff);
    return wide ? 2 : 1;
  }

  /** Plain text cut to at most so many columns, with two dots for what is missing. */
  public static String clip(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int room = Math.max(0, columns - 2);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      room -= of(point);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return kept + "..".substring(0, Math.min(2, Math.max(0, columns)));
  }

  public static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }
}
