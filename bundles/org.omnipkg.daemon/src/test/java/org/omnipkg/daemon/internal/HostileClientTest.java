package org.omnipkg.daemon.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Commands;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;

/** Whatever comes over the socket: each client gets an end, and the next one is served. */
class HostileClientTest {
  private static final int CASES = 3000;
  private static final Duration LONG = Duration.ofMinutes(2);
  @TempDir Path folder;
  private final List<Integer> occupied = new CopyOnWriteArrayList<>();
  private final CountDownLatch replaced = new CountDownLatch(1);
  private SocketServer server;
  private Path socket;

  @BeforeEach
  void start() throws IOException {
    socket = folder.resolve("x.sock");
    server =
        new SocketServer(
            new Listener(socket),
            "here",
            patience -> HostileClientTest::copy,
            SilentLogger.make(),
            replaced::countDown,
            occupied::add);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.drain(Duration.ZERO, LONG);
  }

  private static Commands.Finish copy(Commands.Invocation call) {
    try {
      call.in().transferTo(call.out());
      return Commands.Finish.exit(call.argv().size());
    } catch (IOException e) {
      return Commands.Finish.exit(1);
    }
  }

  @Test
  void changed_frames_neither_hang_nor_end_the_daemon() {
    Random random = new Random(5);
    byte[] whole = conversation();
    assertTimeoutPreemptively(
        LONG,
        () -> {
          for (int i = 0; i < CASES; i++) {
            // Another build is a daemon's end by contract, so that field is left alone.
            say(changed(whole, 5 + 4 + "here".length(), random));
          }
          assertEquals(1, asked());
          while (server.workload().active() > 0) {
            Thread.onSpinWait();
          }
        });
    assertEquals(1, replaced.getCount());
  }

  @Test
  void a_conversation_cut_anywhere_ends() {
    byte[] whole = conversation();
    assertTimeoutPreemptively(
        LONG,
        () -> {
          for (int length = 0; length < whole.length; length++) {
            say(Arrays.copyOf(whole, length));
          }
          assertEquals(1, asked());
        });
  }

  @Test
  void a_length_that_is_announced_takes_no_memory_yet() {
    byte[] announced = {'R', 1, 0, 0, 0, 'x'};
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    FrameChannel frames =
        new FrameChannel(
            Channels.newChannel(new ByteArrayInputStream(announced)),
            Channels.newChannel(new ByteArrayOutputStream()));
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThrows(IOException.class, frames::read);
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 8 << 20);
  }

  @Test
  void a_large_frame_arrives_whole() throws IOException {
    byte[] bytes = new byte[1 << 20];
    new Random(1).nextBytes(bytes);
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    new FrameChannel(
            Channels.newChannel(new ByteArrayInputStream(new byte[0])), Channels.newChannel(wire))
        .write(Frame.OUTPUT, bytes);
    Frame frame =
        new FrameChannel(
                Channels.newChannel(new ByteArrayInputStream(wire.toByteArray())),
                Channels.newChannel(new ByteArrayOutputStream()))
            .read()
            .orElseThrow();
    assertArrayEquals(bytes, frame.payload());
  }

  /** Everything a client may say: the request, input, the window's size, a signal. */
  private static byte[] conversation() {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    FrameChannel out =
        new FrameChannel(
            Channels.newChannel(new ByteArrayInputStream(new byte[0])), Channels.newChannel(wire));
    try {
      out.write(
          Frame.REQUEST,
          new Request("here", List.of("word"), "/", Map.of("A", "b"), 7, 80, 24).encode());
      out.write(Frame.INPUT, new byte[] {1, 2, 3});
      out.write(Frame.WINDOW, new byte[8]);
      out.write(Frame.INPUT, new byte[0]);
      out.write(Frame.SIGNAL, 15);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return wire.toByteArray();
  }

  private static byte[] changed(byte[] whole, int kept, Random random) {
    byte[] bytes = whole.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      if (at >= kept || at < 1) {
        bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) 0xFF;
      }
    }
    int from = kept + random.nextInt(bytes.length - kept);
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, from);
      case 1 -> {
        byte[] twice = Arrays.copyOf(bytes, bytes.length + bytes.length - from);
        System.arraycopy(bytes, from, twice, bytes.length, bytes.length - from);
        yield twice;
      }
      default -> bytes;
    };
  }

  /** Says it, closes its half, and listens until the daemon has nothing more to say. */
  private void say(byte[] bytes) throws IOException {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      try {
        client.write(ByteBuffer.wrap(bytes));
        client.shutdownOutput();
        ByteBuffer heard = ByteBuffer.allocate(1 << 16);
        while (client.read(heard.clear()) >= 0) {
          Thread.onSpinWait();
        }
      } catch (IOException e) {
        // A connection the daemon has closed is an end as well.
      }
    }
  }

  private int asked() throws IOException {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      FrameChannel frames = new FrameChannel(client, client);
      frames.write(
          Frame.REQUEST, new Request("here", List.of("x"), "/", Map.of(), 0, 0, 0).encode());
      frames.write(Frame.INPUT, new byte[0]);
      Frame frame = frames.read().orElseThrow();
      while (frame.type() != Frame.EXIT) {
        frame = frames.read().orElseThrow();
      }
      return ByteBuffer.wrap(frame.payload()).getInt();
    }
  }
}
