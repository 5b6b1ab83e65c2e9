package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The packed bytes of one entry, read by position: whoever reads others does not disturb. */
final class Packed {
  private final FileChannel channel;
  private long position;
  private long left;

  Packed(FileChannel channel, long position, long length) {
    this.channel = channel;
    this.position = position;
    this.left = length;
  }

  /**
   * @return -1 at the end, and where the file itself ends too early
   */
  int read(byte[] into, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int most = (int) Math.min(length, left);
    int got = channel.read(ByteBuffer.wrap(into, offset, most), position);
    if (got > 0) {
      position += got;
      left -= got;
    }
    return got;
  }

  /** Bytes that nobody has read. */
  long left() {
    return left;
  }
}
