package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Positional little-endian reads. */
final class Bytes {
  static final long LARGE = 0xffffffffL;

  /** Headers of small files lie close together: one call brings many of them. */
  private static final int WINDOW = 1 << 15;

  private final FileChannel channel;
  private final long size;
  private final byte[] room = new byte[WINDOW];
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowAt;

  private Bytes(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static Bytes of(FileChannel channel) throws IOException {
    return new Bytes(channel, channel.size());
  }

  long size() {
    return size;
  }

  /** Exactly so many bytes, or the archive is cut short. */
  ByteBuffer at(long position, int length) throws IOException {
    if (position < 0 || position + length > size) {
      throw Reason.CORRUPT.whole("the zip file points outside itself");
    }
    if (position < windowAt || position + length > windowAt + window.limit()) {
      window = read(position, (int) Math.min(Math.max(length, WINDOW), size - position));
      windowAt = position;
    }
    int from = (int) (position - windowAt);
    byte[] bytes = Arrays.copyOfRange(window.array(), from, from + length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer read(long position, int length) throws IOException {
    // What was handed out before is a copy.
    ByteBuffer buffer =
        length > WINDOW ? ByteBuffer.allocate(length) : ByteBuffer.wrap(room, 0, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw Reason.CORRUPT.whole("the zip file ends too early");
      }
    }
    return buffer.flip();
  }

  static int u16(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & 0xffff;
  }

  static long u32(ByteBuffer buffer, int at) {
    return buffer.getInt(at) & LARGE;
  }
}
