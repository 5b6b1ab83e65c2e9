package org.omnipkg.fetch.internal.practice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Values as certificates write them (X.690), as many kinds as one certificate needs. */
final class Der {
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int INTEGER = 0x02;
  static final int BITS = 0x03;
  static final int OCTETS = 0x04;
  static final int OBJECT = 0x06;
  static final int TEXT = 0x0c;
  static final int TIME = 0x17;

  private Der() {}

  /** A value of a kind, made of others. */
  static byte[] of(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
    out.write(tag);
    if (length > 0xff) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 0x7f) {
      out.write(0x81);
    }
    out.write(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] text(int tag, String text) {
    return of(tag, text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] number(int... bytes) {
    return of(INTEGER, bytes(bytes));
  }

  static byte[] object(int... bytes) {
    return of(OBJECT, bytes(bytes));
  }

  static byte[] bits(byte[] whole) {
    return of(BITS, new byte[1], whole);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
