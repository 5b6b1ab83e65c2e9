package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;

/** The client's standard streams as the command sees them. */
final class SessionStreams {
  private static final int CHUNK = 1 << 16;

  private SessionStreams() {}

  /** Not buffered: order between output and error is the order of the writes. */
  static final class Output extends OutputStream {
    private final FrameChannel frames;
    private final byte type;

    Output(FrameChannel frames, byte type) {
      this.frames = frames;
      this.type = type;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      for (int done = 0; done < length; done += CHUNK) {
        frames.write(type, bytes, offset + done, Math.min(CHUNK, length - done));
      }
    }
  }

  /** Asks for a chunk when it has none, so nothing is taken from the terminal unread. */
  static final class Input extends InputStream {
    private final FrameChannel frames;
    private byte[] chunk = {};
    private int next;
    private byte @Nullable [] arrived;
    private boolean ended;
    private final Runnable listen;

    /**
     * @param listen called before input is waited for, so that somebody hands it over
     */
    Input(FrameChannel frames, Runnable listen) {
      this.frames = frames;
      this.listen = listen;
    }

    synchronized void arrive(byte[] bytes) {
      arrived = bytes;
      notifyAll();
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    @Override
    public synchronized int available() {
      return chunk.length - next;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      if (next == chunk.length && !fetch()) {
        return -1;
      }
      int count = Math.min(length, chunk.length - next);
      System.arraycopy(chunk, next, bytes, offset, count);
      next += count;
      return count;
    }

    private boolean fetch() throws IOException {
      if (ended) {
        return false;
      }
      listen.run();
      frames.write(Frame.NEED, new byte[0]);
      while (arrived == null && !ended) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while waiting for input", e);
        }
      }
      chunk = arrived == null ? new byte[0] : arrived;
      arrived = null;
      next = 0;
      ended |= chunk.length == 0;
      return chunk.length > 0;
    }
  }
}
