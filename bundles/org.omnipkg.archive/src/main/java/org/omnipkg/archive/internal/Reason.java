package org.omnipkg.archive.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

enum Reason {
  PATH_TRAVERSAL("path-traversal"),
  ABSOLUTE_PATH("absolute-path"),
  BAD_NAME("bad-name"),
  SYMLINK("symlink"),
  SYMLINK_ESCAPE("symlink-escape"),
  HARDLINK_ESCAPE("hardlink-escape"),
  SPECIAL_FILE("special-file"),
  DUPLICATE_ENTRY("duplicate-entry"),
  COLLISION("collision"),
  SIZE_LIE("size-lie"),
  BOMB("bomb"),
  PARSER_DIFFERENTIAL("parser-differential"),
  CORRUPT("corrupt"),
  UNSUPPORTED("unsupported"),
  LAYOUT("layout"),
  WRITE_FAILED("write-failed");

  private static final int LONGEST = 120;
  private final String slug;

  Reason(String slug) {
    this.slug = slug;
  }

  Refusal at(String entry, String what) {
    return refuse("`" + printable(entry) + "` " + what, null);
  }

  Refusal at(String entry, String what, Throwable cause) {
    return refuse("`" + printable(entry) + "` " + what, cause);
  }

  /** When it is the archive as a whole. */
  Refusal whole(String what) {
    return refuse(what, null);
  }

  Refusal whole(String what, Throwable cause) {
    return refuse(what, cause);
  }

  private Refusal refuse(String message, @Nullable Throwable cause) {
    Diagnostic.Kind kind =
        this == WRITE_FAILED ? Diagnostic.Kind.RESOURCES : Diagnostic.Kind.OUTSIDE;
    return new Refusal(new Diagnostic("archive." + slug, kind, message, List.of(), ""), cause);
  }

  /** Names come from strangers: no control characters on a terminal, no endless lines. */
  static String printable(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (Character.isISOControl(c)
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || c == '`') {
                text.append(String.format("\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return name.codePointCount(0, name.length()) > LONGEST ? text + "…" : text.toString();
  }
}
