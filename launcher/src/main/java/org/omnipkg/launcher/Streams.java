package org.omnipkg.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** The standard streams, unbuffered, as channels: those of a caller may be set not to block. */
final class Streams {
  private static final int CHUNK = 1 << 16;
  private static final int BROKEN_PIPE = 128 + 13;
  private final FileChannel in = new FileInputStream(FileDescriptor.in).getChannel();
  private final FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();
  private final FileChannel err = new FileOutputStream(FileDescriptor.err).getChannel();

  void out(byte[] bytes) {
    write(out, bytes);
  }

  void err(byte[] bytes) {
    write(err, bytes);
  }

  /** One chunk; empty at the end, and where nothing can be read. */
  byte[] read() {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try {
      int count = in.read(chunk);
      while (count == 0) {
        pause();
        count = in.read(chunk);
      }
    } catch (IOException e) {
      return new byte[0];
    }
    return Arrays.copyOf(chunk.array(), chunk.position());
  }

  private static void write(FileChannel to, byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      while (rest.hasRemaining()) {
        if (to.write(rest) == 0) {
          pause();
        }
      }
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage())) {
        Runtime.getRuntime().halt(BROKEN_PIPE); // as one that SIGPIPE ends: without a word
      }
      throw new Trouble("client.system", "cannot write the output: " + e.getMessage(), e);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
