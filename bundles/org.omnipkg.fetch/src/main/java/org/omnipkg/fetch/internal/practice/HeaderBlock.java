package org.omnipkg.fetch.internal.practice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The path and the range of a request whose headers are packed (RFC 7541) by a client that was told
 * to keep no table of them.
 */
final class HeaderBlock {
  private static final int PATH = 4;
  private static final int START = 5;
  private static final int RANGE = 50;

  /** How many bits the letters of ASCII have; those with more are in no path of ours. */
  private static final int[] BITS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5,
    6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28
  };

  private static final int LONGEST = 15;

  private final byte[] bytes;
  private int at;
  private String path = "";
  private String range = "";

  HeaderBlock(byte[] bytes) throws IOException {
    this.bytes = bytes;
    try {
      while (at < bytes.length) {
        header();
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException(e);
    }
  }

  String path() {
    return path;
  }

  /** As the header has it; empty without one. */
  String range() {
    return range;
  }

  private void header() throws IOException {
    int first = bytes[at];
    if (first < 0) {
      int index = number(7);
      path = index == PATH ? "/" : path;
    } else if ((first & 0x60) == 0x20) {
      number(5);
    } else {
      int index = number((first & 0x40) != 0 ? 6 : 4);
      String name = index == 0 ? text() : "";
      String value = text();
      if (index == PATH || index == START || name.equals(":path")) {
        path = value;
      } else if (index == RANGE || name.equals("range")) {
        range = value;
      }
    }
  }

  private int number(int bits) {
    int most = (1 << bits) - 1;
    int value = bytes[at++] & most;
    if (value == most) {
      int more;
      int shift = 0;
      do {
        more = bytes[at++];
        value += (more & 0x7f) << shift;
        shift += 7;
      } while (more < 0);
    }
    return value;
  }

  private String text() throws IOException {
    boolean packed = bytes[at] < 0;
    int length = number(7);
    int start = at;
    at += length;
    return packed
        ? unpacked(start, length)
        : new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  /** Letters with fewer bits come first, and of as many those that come first in ASCII. */
  private String unpacked(int start, int length) {
    StringBuilder text = new StringBuilder();
    int code = 0;
    int many = 0;
    for (int bit = 0; bit < length * 8; bit++) {
      code = code << 1 | bytes[start + bit / 8] >> (7 - bit % 8) & 1;
      many++;
      int letter = many > LONGEST ? -1 : letter(code, many);
      if (letter >= 0) {
        text.append((char) letter);
        code = 0;
        many = 0;
      }
    }
    return text.toString();
  }

  private static int letter(int code, int bits) {
    int next = 0;
    for (int length = 1; length <= bits; length++) {
      next <<= 1;
      for (int letter = 0; letter < BITS.length; letter++) {
        if (BITS[letter] == length) {
          if (length == bits && next == code) {
            return letter;
          }
          next++;
        }
      }
    }
    return -1;
  }
}
