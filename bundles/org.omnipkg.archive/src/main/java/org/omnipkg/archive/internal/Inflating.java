package org.omnipkg.archive.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** What one thread inflates zip entries with, one after another. */
final class Inflating implements AutoCloseable {
  /** Larger files are read piece by piece. */
  private static final int WHOLE = 8 << 20;

  private final Inflater zlib = new Inflater(true);
  private final Optional<QuickInflater> quick = QuickInflater.create();
  private final byte[] buffer = new byte[1 << 16];
  private final Buffers.Spare spare;
  private final Buffers buffers;

  Inflating(Buffers.Spare spare) {
    this.spare = spare;
    this.buffers = spare.take();
  }

  Inflater zlib() {
    zlib.reset();
    return zlib;
  }

  /** For packed bytes. */
  byte[] buffer() {
    return buffer;
  }

  /**
   * All of an entry's content, with its checksum; valid until the next is asked for.
   *
   * @param raw read from its beginning
   * @return null where it must be read piece by piece, also to learn what is wrong with it
   */
  byte @Nullable [] whole(ZipContent.Zipped entry, Packed raw) throws IOException {
    if (quick.isEmpty() || !entry.bounded() || entry.size() > WHOLE || raw.left() > WHOLE) {
      return null;
    }
    int length = (int) raw.left();
    int size = (int) entry.size();
    byte[] packed = buffers.packed(length);
    byte[] plain = buffers.plain(size + 1);
    for (int at = 0; at < length; ) {
      int got = raw.read(packed, at, length - at);
      if (got < 0) {
        return null;
      }
      at += got;
    }
    if (!quick.get().inflate(packed, length, plain, size)) {
      return null;
    }
    CRC32 sum = new CRC32();
    sum.update(plain, 0, size);
    return sum.getValue() == entry.crc() ? plain : null;
  }

  @Override
  public void close() {
    spare.give(buffers);
    zlib.end();
    quick.ifPresent(QuickInflater::close);
  }
}
