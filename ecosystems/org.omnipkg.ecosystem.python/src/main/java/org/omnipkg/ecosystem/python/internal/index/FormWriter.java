package org.omnipkg.ecosystem.python.internal.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Numbers and texts one after another, for {@link FormReader}. */
final class FormWriter {
  private static final int DIGEST_LENGTH = 64;

  private byte[] bytes = new byte[4096];
  private int size;

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  void number(int value) {
    room(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void number(long value) {
    number((int) (value >>> 32));
    number((int) value);
  }

  void flag(boolean value) {
    room(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    add(encoded, encoded.length);
  }

  /** Digests take half the room of their letters. */
  void map(Map<String, String> map) {
    number(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      text(entry.getKey());
      boolean digest = digest(entry.getValue());
      flag(digest);
      if (digest) {
        room(DIGEST_LENGTH / 2);
        for (int i = 0; i < DIGEST_LENGTH; i += 2) {
          int high = Character.digit(entry.getValue().charAt(i), 16);
          bytes[size++] = (byte) (high << 4 | Character.digit(entry.getValue().charAt(i + 1), 16));
        }
      } else {
        text(entry.getValue());
      }
    }
  }

  private static boolean digest(String value) {
    if (value.length() != DIGEST_LENGTH) {
      return false;
    }
    for (int i = 0; i < DIGEST_LENGTH; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  void add(FormWriter other) {
    number(other.size);
    add(other.bytes, other.size);
  }

  private void add(byte[] more, int length) {
    room(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }
}
