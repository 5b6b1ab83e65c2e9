package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads a file through a window: a directory is read in bits of a few bytes each. */
final class WindowedChannel implements SeekableByteChannel {
  private static final int WINDOW = 1 << 16;

  private final FileChannel file;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowAt;
  private long position;

  WindowedChannel(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= size) {
      return -1;
    }
    if (into.remaining() >= WINDOW) {
      int got = file.read(into, position);
      position += Math.max(got, 0);
      return got;
    }
    if (position < windowAt || position >= windowAt + window.limit()) {
      window.clear();
      int got = file.read(window, position);
      window.flip();
      windowAt = position;
      if (got < 0) {
        return -1;
      }
    }
    int from = (int) (position - windowAt);
    int count = Math.min(into.remaining(), window.limit() - from);
    into.put(window.array(), from, count);
    position += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long to) {
    if (to < 0) {
      throw new IllegalArgumentException("before the beginning");
    }
    position = to;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
