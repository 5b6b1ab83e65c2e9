package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.omnipkg.model.Refusal;

/**
 * Holds each local header against the central directory: readers that go from front to back must
 * see the same files, one right behind the other, as those that start at the directory.
 */
final class LocalHeaders {
  private static final int SIGNATURE = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int LENGTH = 30;
  private static final int USUAL_EXTRA = 64;
  private static final int ENCRYPTED = 1;
  private static final int DESCRIBED = 1 << 3;
  private static final int UTF_8 = 1 << 11;

  private final Bytes zip;
  private long data;

  LocalHeaders(Bytes zip) {
    this.zip = zip;
  }

  /**
   * Entries in physical order; they must fill the file up to the directory.
   *
   * @return where the packed bytes of each begin
   */
  long[] check(List<ZipArchiveEntry> entries, long directory) throws IOException {
    long[] starts = new long[entries.size()];
    long at = 0;
    for (int i = 0; i < entries.size(); i++) {
      ZipArchiveEntry entry = entries.get(i);
      if (entry.getLocalHeaderOffset() != at) {
        throw differs(entry, "does not begin where the one before ends");
      }
      long next = i + 1 < entries.size() ? entries.get(i + 1).getLocalHeaderOffset() : directory;
      at = end(entry, at, next);
      starts[i] = data;
    }
    if (at != directory) {
      throw ZipFrame.differs("something lies between its last file and its directory");
    }
    return starts;
  }

  private long end(ZipArchiveEntry entry, long at, long next) throws IOException {
    byte[] name = entry.getRawName();
    int guess = (int) Math.min(LENGTH + name.length + USUAL_EXTRA, zip.size() - at);
    ByteBuffer header = zip.at(at, guess);
    if (guess < LENGTH + name.length || header.getInt(0) != SIGNATURE) {
      throw differs(entry, "has no header of its own");
    }
    int extra = Bytes.u16(header, 28);
    if (Bytes.u16(header, 26) != name.length
        || !Arrays.equals(name, 0, name.length, header.array(), LENGTH, LENGTH + name.length)) {
      throw differs(entry, "has another name in its own header");
    }
    if (LENGTH + name.length + extra > guess) {
      header = zip.at(at, LENGTH + name.length + extra);
    }
    flags(entry, Bytes.u16(header, 6), name);
    if (Bytes.u16(header, 8) != entry.getMethod()) {
      throw differs(entry, "has another compression in its own header");
    }
    data = at + LENGTH + name.length + extra;
    boolean described = (Bytes.u16(header, 6) & DESCRIBED) != 0;
    sizes(entry, header, LENGTH + name.length, extra, described);
    long end = data + entry.getCompressedSize();
    if (end < data || end > next) {
      throw differs(entry, "reaches into the next one");
    }
    return described ? descriptor(entry, end, next) : end;
  }

  private static void flags(ZipArchiveEntry entry, int local, byte[] name) {
    if (((local | entry.getRawFlag()) & ENCRYPTED) != 0) {
      throw Reason.UNSUPPORTED.at(entry.getName(), "is encrypted");
    }
    boolean plain = true;
    for (byte b : name) {
      plain &= b >= 0;
    }
    if (!plain && ((local ^ entry.getRawFlag()) & UTF_8) != 0) {
      throw differs(entry, "has its name in two encodings");
    }
  }

  private static void sizes(
      ZipArchiveEntry entry, ByteBuffer header, int extraAt, int extra, boolean described) {
    long crc = Bytes.u32(header, 14);
    long packed = Bytes.u32(header, 18);
    long size = Bytes.u32(header, 22);
    if (packed == Bytes.LARGE || size == Bytes.LARGE) {
      int at = large(header, extraAt, extra);
      if (at >= 0) {
        size = size == Bytes.LARGE ? header.getLong(at) : size;
        packed = packed == Bytes.LARGE ? header.getLong(at + 8) : packed;
      }
    }
    boolean open = described && crc == 0;
    if (!(crc == entry.getCrc() || open)
        || !(size == entry.getSize() || described && unset(size))
        || !(packed == entry.getCompressedSize() || described && unset(packed))) {
      throw differs(entry, "has another size or checksum in its own header");
    }
  }

  private static boolean unset(long size) {
    return size == 0 || size == Bytes.LARGE;
  }

  /** Where the 64-bit sizes stand, or -1. */
  private static int large(ByteBuffer header, int from, int length) {
    int at = from;
    while (at + 4 <= from + length) {
      int size = Bytes.u16(header, at + 2);
      if (Bytes.u16(header, at) == 1 && size >= 16 && at + 4 + 16 <= from + length) {
        return at + 4;
      }
      at += 4 + size;
    }
    return -1;
  }

  /** 12 or 20 bytes, 4 more with a signature; only its own values tell which. */
  private long descriptor(ZipArchiveEntry entry, long end, long next) throws IOException {
    int length = (int) Math.min(next - end, 25);
    ByteBuffer read = zip.at(end, length);
    boolean signed = length == 16 || length == 24;
    int at = signed ? 4 : 0;
    boolean right =
        switch (length - at) {
          case 12 ->
              Bytes.u32(read, at + 4) == entry.getCompressedSize()
                  && Bytes.u32(read, at + 8) == entry.getSize();
          case 20 ->
              read.getLong(at + 4) == entry.getCompressedSize()
                  && read.getLong(at + 12) == entry.getSize();
          default -> false;
        };
    if (!right
        || (signed && read.getInt(0) != DESCRIPTOR)
        || Bytes.u32(read, at) != entry.getCrc()) {
      throw differs(entry, "is described differently behind its data");
    }
    return next;
  }

  private static Refusal differs(ZipArchiveEntry entry, String what) {
    return Reason.PARSER_DIFFERENTIAL.at(entry.getName(), "can be read in two ways: it " + what);
  }
}
