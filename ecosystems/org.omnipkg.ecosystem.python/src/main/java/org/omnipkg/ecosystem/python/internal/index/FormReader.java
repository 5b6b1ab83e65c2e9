package org.omnipkg.ecosystem.python.internal.index;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Reads what {@link FormWriter} wrote. What is no such thing ends in an exception of {@code
 * java.lang}: of a bound, or an argument.
 */
final class FormReader {
  private static final int DIGEST_BYTES = 32;

  private final byte[] bytes;
  private int at;

  FormReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  int number() {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }

  long longNumber() {
    long high = number();
    return high << 32 | number() & 0xffffffffL;
  }

  boolean flag() {
    return bytes[at++] != 0;
  }

  String text() {
    int length = number();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  Map<String, String> map() {
    int many = number();
    Map<String, String> map = new HashMap<>(4);
    for (int i = 0; i < many; i++) {
      String key = text();
      if (flag()) {
        map.put(key, HexFormat.of().formatHex(bytes, at, at + DIGEST_BYTES));
        at += DIGEST_BYTES;
      } else {
        map.put(key, text());
      }
    }
    return map;
  }

  /** Where it stands. */
  int at() {
    return at;
  }
}
