package org.omnipkg.daemon.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/** Frames over a pair of channels. One thread reads; any number write. */
public final class FrameChannel {
  private static final int HEADER = 5;
  private static final int STEP = 1 << 16;
  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final Object writing = new Object();

  public FrameChannel(ReadableByteChannel in, WritableByteChannel out) {
    this.in = in;
    this.out = out;
  }

  /**
   * The next frame; empty when the other side closed between two frames.
   *
   * @throws IOException when it closed within one, or announced more than the type may carry
   */
  public Optional<Frame> read() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (header.hasRemaining()) {
      if (in.read(header) < 0) {
        if (header.position() == 0) {
          return Optional.empty();
        }
        throw new EOFException("closed within a frame");
      }
    }
    header.flip();
    byte type = header.get();
    int length = header.getInt();
    if (length < 0 || length > Frame.limit(type)) {
      throw new ProtocolException("frame of type " + type + " is too long");
    }
    return Optional.of(new Frame(type, payload(length)));
  }

  /** Memory is taken as the bytes come, not as they are announced. */
  private byte[] payload(int length) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(Math.min(length, STEP));
    while (payload.position() < length) {
      if (!payload.hasRemaining()) {
        int room = Math.min(length, payload.capacity() * 4);
        payload =
            ByteBuffer.wrap(Arrays.copyOf(payload.array(), room)).position(payload.position());
      }
      if (in.read(payload) < 0) {
        throw new EOFException("closed within a frame");
      }
    }
    return payload.array();
  }

  public void write(byte type, byte[] payload) throws IOException {
    write(type, payload, 0, payload.length);
  }

  public void write(byte type, byte[] bytes, int offset, int length) throws IOException {
    if (length > Frame.limit(type)) {
      throw new ProtocolException("frame of type " + type + " is too long");
    }
    ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
    frame.put(type).putInt(length).put(bytes, offset, length).flip();
    synchronized (writing) {
      while (frame.hasRemaining()) {
        out.write(frame);
      }
    }
  }

  public void write(byte type, int number) throws IOException {
    write(type, ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
