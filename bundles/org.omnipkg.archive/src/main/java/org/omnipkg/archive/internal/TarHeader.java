package org.omnipkg.archive.internal;

import java.nio.charset.StandardCharsets;

/**
 * A tar header block as its plain fields say it.
 *
 * @param name at most 100 bytes, for messages
 * @param type {@code 0} for the old way of saying a regular file, too
 * @param size of the data that follows
 */
record TarHeader(String name, char type, long size) {
  private static final String KNOWN = "01234567xgLK";
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int SUM = 148;
  private static final int SUM_LENGTH = 8;
  private static final int TYPE = 156;

  static TarHeader of(byte[] block) {
    String name = new String(block, 0, 100, StandardCharsets.UTF_8);
    int end = name.indexOf('\0');
    name = end < 0 ? name : name.substring(0, end);
    checksum(block, name);
    char type = block[TYPE] == 0 ? '0' : (char) (block[TYPE] & 0xff);
    if (KNOWN.indexOf(type) < 0) {
      throw Reason.UNSUPPORTED.at(name, "is of the tar type `" + Reason.printable("" + type) + "`");
    }
    return new TarHeader(name, type, number(block, SIZE, SIZE_LENGTH, name));
  }

  private static void checksum(byte[] block, String name) {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < block.length; i++) {
      byte b = i >= SUM && i < SUM + SUM_LENGTH ? (byte) ' ' : block[i];
      unsigned += b & 0xff;
      signed += b;
    }
    long stated = number(block, SUM, SUM_LENGTH, name);
    if (stated != unsigned && stated != signed) {
      throw Reason.CORRUPT.at(name, "is damaged: its header's checksum does not fit");
    }
  }

  private static long number(byte[] block, int at, int length, String name) {
    long value = 0;
    if ((block[at] & 0x80) != 0) {
      value = block[at] & 0x7f;
      for (int i = at + 1; i < at + length; i++) {
        if (value > Long.MAX_VALUE >> 8) {
          throw Reason.CORRUPT.at(name, "is damaged: a number in its header is out of range");
        }
        value = value << 8 | (block[i] & 0xff);
      }
      return value;
    }
    String text = new String(block, at, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    text = (end < 0 ? text : text.substring(0, end)).strip();
    if (text.isEmpty()) {
      return 0;
    }
    try {
      value = Long.parseLong(text, 8);
    } catch (NumberFormatException wrong) {
      value = -1;
    }
    if (value < 0 || text.startsWith("+") || text.startsWith("-")) {
      throw Reason.CORRUPT.at(name, "is damaged: a number in its header is no number");
    }
    return value;
  }
}
