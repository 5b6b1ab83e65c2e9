package org.omnipkg.archive.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes of one zip entry: no more and no fewer than declared, and with its checksum. */
final class ZipContent extends Gate.Content {
  private final String name;
  private final Packed raw;
  private final Inflater inflater;
  private final byte[] buffer;
  private final boolean deflated;
  private final long size;
  private final long crc;
  private final Budget budget;
  private final CRC32 sum = new CRC32();
  private long read;
  private boolean ended;

  ZipContent(Zipped entry, Packed raw, Inflater inflater, byte[] buffer, Budget budget) {
    this.name = entry.name();
    this.raw = raw;
    this.inflater = inflater;
    this.buffer = buffer;
    this.deflated = entry.deflated();
    this.size = entry.size();
    this.crc = entry.crc();
    this.budget = budget;
    inflater.reset();
  }

  /** What the directory says of an entry. */
  record Zipped(String name, boolean deflated, long size, long crc) {}

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    int got;
    try {
      got = deflated ? inflate(into, offset, length) : raw.read(into, offset, length);
    } catch (IOException | DataFormatException broken) {
      throw Reason.CORRUPT.at(name, "is damaged: " + broken.getMessage(), broken);
    }
    if (got < 0) {
      end();
      return -1;
    }
    read += got;
    if (read > size) {
      throw Reason.SIZE_LIE.at(name, "is larger than the " + size + " bytes it claims");
    }
    budget.content(name, got);
    sum.update(into, offset, got);
    return got;
  }

  /** Most files are wanted whole, and the directory says how long they are. */
  @Override
  public byte[] readNBytes(int length) {
    byte[] bytes = new byte[(int) Math.min(length, Math.max(0, size - read))];
    int at = 0;
    for (int got = 0; got >= 0 && at < bytes.length; at += Math.max(0, got)) {
      got = read(bytes, at, bytes.length - at);
    }
    if (bytes.length < length && !ended && read() >= 0) {
      throw new IllegalStateException("a byte behind the last one was let through");
    }
    return at == bytes.length ? bytes : Arrays.copyOf(bytes, at);
  }

  private int inflate(byte[] into, int offset, int length) throws IOException, DataFormatException {
    while (true) {
      int got = inflater.inflate(into, offset, length);
      if (got > 0) {
        return got;
      }
      if (inflater.finished()) {
        if (inflater.getRemaining() > 0 || raw.more()) {
          throw Reason.PARSER_DIFFERENTIAL.at(name, "has more packed bytes than it needs");
        }
        return -1;
      }
      int more = inflater.needsDictionary() ? -1 : raw.read(buffer, 0, buffer.length);
      if (more < 0) {
        throw Reason.CORRUPT.at(name, "is damaged: its packed bytes end too early");
      }
      inflater.setInput(buffer, 0, more);
    }
  }

  private void end() {
    ended = true;
    if (read != size) {
      throw Reason.SIZE_LIE.at(name, "has " + read + " bytes and claims " + size);
    }
    if (sum.getValue() != crc) {
      throw Reason.CORRUPT.at(name, "is damaged: its checksum does not fit");
    }
  }
}
