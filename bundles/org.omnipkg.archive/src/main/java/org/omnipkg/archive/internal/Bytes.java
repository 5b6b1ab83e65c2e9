package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Positional little-endian reads. */
record Bytes(FileChannel channel, long size) {
  static final long LARGE = 0xffffffffL;

  static Bytes of(FileChannel channel) throws IOException {
    return new Bytes(channel, channel.size());
  }

  /** Exactly so many bytes, or the archive is cut short. */
  ByteBuffer at(long position, int length) throws IOException {
    if (position < 0 || position + length > size) {
      throw Reason.CORRUPT.whole("the zip file points outside itself");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
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
