package org.omnipkg.fetch.internal.vfs;

import java.util.Optional;

/**
 * A part of a file: {@code first-last}, {@code first-} or {@code -lastN}; what is odd means all.
 */
record Span(long first, long length) {
  static Span of(Optional<String> range, long size) {
    String text = range.orElse("");
    Span all = new Span(0, size);
    if (text.matches("-\\d{1,18}")) {
      long length = Math.min(size, Long.parseLong(text.substring(1)));
      return new Span(size - length, length);
    }
    if (!text.matches("\\d{1,18}-\\d{0,18}")) {
      return all;
    }
    String[] ends = text.split("-", -1);
    long first = Long.parseLong(ends[0]);
    long last = ends[1].isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(ends[1]));
    return last < first ? all : new Span(first, last - first + 1);
  }

  String header(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
