package org.omnipkg.archive.internal;

import java.nio.charset.StandardCharsets;
import org.omnipkg.model.Refusal;

/**
 * What of an extended header changes how the archive is read.
 *
 * @param size the stated size, or -1
 * @param named whether it gives a path or the target of a link
 */
record PaxHeader(long size, boolean named) {
  static final PaxHeader NONE = new PaxHeader(-1, false);

  /** Records of the form {@code "%d %s=%s\n"}, the number counting the record's own bytes. */
  static PaxHeader parse(byte[] bytes) {
    long size = -1;
    boolean named = false;
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int space = at;
      int length = 0;
      while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9') {
        length = length * 10 + bytes[space++] - '0';
        if (length > bytes.length) {
          throw broken();
        }
      }
      int end = at + length;
      if (space >= end - 2 || end > bytes.length || bytes[space] != ' ' || bytes[end - 1] != '\n') {
        throw broken();
      }
      String record = new String(bytes, space + 1, end - space - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals < 1) {
        throw broken();
      }
      String key = record.substring(0, equals);
      if (key.startsWith("GNU.sparse.")) {
        throw Reason.UNSUPPORTED.whole("the tar has sparse files");
      }
      named |= key.equals("path") || key.equals("linkpath");
      size = key.equals("size") ? number(record.substring(equals + 1)) : size;
      at = end;
    }
    return new PaxHeader(size, named);
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw broken();
    }
    return Long.parseLong(text);
  }

  private static Refusal broken() {
    return Reason.CORRUPT.whole("the tar is damaged: an extended header cannot be read");
  }
}
