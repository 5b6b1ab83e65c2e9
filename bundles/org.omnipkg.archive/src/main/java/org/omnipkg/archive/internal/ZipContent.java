package org.omnipkg.archive.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** The bytes of one zip entry: no more and no fewer than declared, and with its checksum. */
final class ZipContent extends Gate.Content {
  private final Zipped entry;
  private final String name;
  private final Supplier<Packed> packed;
  private final Inflating inflating;
  private final Budget budget;
  private final CRC32 sum = new CRC32();
  private Inflating.@Nullable Source source;
  private long read;
  private boolean ended;

  /**
   * @param packed its packed bytes from their beginning
   * @param inflating nobody else's until this content was read
   */
  ZipContent(Zipped entry, Supplier<Packed> packed, Inflating inflating, Budget budget) {
    this.entry = entry;
    this.name = entry.name();
    this.packed = packed;
    this.inflating = inflating;
    this.budget = budget;
  }

  /**
   * What the directory says of an entry.
   *
   * @param bounded whether its length is told ahead of it, so that nobody looks for where it ends
   */
  record Zipped(String name, boolean deflated, boolean bounded, long size, long crc) {}

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
      if (source == null) {
        source = entry.deflated() ? inflating.source(entry, packed) : packed.get()::read;
      }
      got = source.read(into, offset, length);
    } catch (IOException | DataFormatException broken) {
      throw Reason.CORRUPT.at(name, "is damaged: " + broken.getMessage(), broken);
    }
    if (got < 0) {
      end();
      return -1;
    }
    read += got;
    if (read > entry.size()) {
      throw Reason.SIZE_LIE.at(name, "is larger than the " + entry.size() + " bytes it claims");
    }
    budget.content(name, got);
    sum.update(into, offset, got);
    return got;
  }

  /** Most files are wanted whole, and the directory says how long they are. */
  @Override
  public byte[] readNBytes(int length) {
    byte[] bytes = new byte[(int) Math.min(length, Math.max(0, entry.size() - read))];
    int at = 0;
    for (int got = 0; got >= 0 && at < bytes.length; at += Math.max(0, got)) {
      got = read(bytes, at, bytes.length - at);
    }
    if (bytes.length < length && !ended && read() >= 0) {
      throw new IllegalStateException("a byte behind the last one was let through");
    }
    return at == bytes.length ? bytes : Arrays.copyOf(bytes, at);
  }

  private void end() {
    ended = true;
    if (read != entry.size()) {
      throw Reason.SIZE_LIE.at(name, "has " + read + " bytes and claims " + entry.size());
    }
    if (sum.getValue() != entry.crc()) {
      throw Reason.CORRUPT.at(name, "is damaged: its checksum does not fit");
    }
  }
}
