package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.omnipkg.model.Refusal;

/**
 * Where a zip file's central directory is: the one answer all readers must come to, or none.
 *
 * @param start of the central directory
 * @param entries it lists
 */
record ZipFrame(long start, long entries) {
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int HEADER = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int HEADER_LENGTH = 46;
  private static final int LARGEST_DIRECTORY = 256 << 20;

  static ZipFrame of(Bytes zip) throws IOException {
    long end = end(zip);
    ByteBuffer record = zip.at(end, END_LENGTH);
    if (Bytes.u16(record, 4) != 0 || Bytes.u16(record, 6) != 0) {
      throw Reason.UNSUPPORTED.whole("the zip file is one of several volumes");
    }
    long entries = Bytes.u16(record, 10);
    long length = Bytes.u32(record, 12);
    long start = Bytes.u32(record, 16);
    long close = end;
    ByteBuffer locator = end >= 20 ? zip.at(end - 20, 20) : null;
    if (locator != null && locator.getInt(0) == LOCATOR_64) {
      close = locator.getLong(8);
      ByteBuffer large = zip.at(close, 56);
      if (large.getInt(0) != END_64 || large.getLong(4) + 12 + close != end - 20) {
        throw differs("its 64-bit end record is not where it should be");
      }
      entries = agree(entries, 0xffff, large.getLong(32));
      length = agree(length, Bytes.LARGE, large.getLong(40));
      start = agree(start, Bytes.LARGE, large.getLong(48));
    }
    if (start < 0 || length < 0 || start + length != close) {
      throw differs("something lies before, between or behind its parts");
    }
    walk(zip, start, length, entries);
    return new ZipFrame(start, entries);
  }

  private static long end(Bytes zip) throws IOException {
    int tail = (int) Math.min(zip.size(), END_LENGTH + 0xffff);
    ByteBuffer buffer = tail < END_LENGTH ? null : zip.at(zip.size() - tail, tail);
    int found = -1;
    boolean behind = false;
    for (int at = tail - END_LENGTH; buffer != null && at >= 0; at--) {
      if (buffer.get(at) != 'P' || buffer.getInt(at) != END) {
        continue;
      }
      boolean complete = at + END_LENGTH + Bytes.u16(buffer, at + 20) == tail;
      if (complete && (found >= 0 || behind)) {
        throw differs("it has two end records");
      }
      if (complete) {
        found = at;
      }
      behind |= found < 0;
    }
    if (found < 0) {
      throw behind
          ? differs("something follows its end record")
          : Reason.CORRUPT.whole("the zip file has no end record: it is cut short or no zip file");
    }
    return zip.size() - tail + found;
  }

  private static long agree(long small, long unset, long large) {
    if (small != unset && small != large) {
      throw differs("its two end records disagree");
    }
    return large;
  }

  private static void walk(Bytes zip, long start, long length, long entries) throws IOException {
    if (length > LARGEST_DIRECTORY) {
      throw Reason.BOMB.whole("the zip file's directory has " + length + " bytes");
    }
    ByteBuffer directory = zip.at(start, (int) length);
    int at = 0;
    long seen = 0;
    while (at + HEADER_LENGTH <= length && directory.getInt(at) == HEADER) {
      int name = Bytes.u16(directory, at + 28);
      int extra = Bytes.u16(directory, at + 30);
      int comment = Bytes.u16(directory, at + 32);
      at += HEADER_LENGTH + name + extra + comment;
      seen++;
    }
    if (at != length || seen != entries) {
      throw differs("its directory has other entries than it counts");
    }
  }

  static Refusal differs(String what) {
    return Reason.PARSER_DIFFERENTIAL.whole("the zip file can be read in two ways: " + what);
  }
}
