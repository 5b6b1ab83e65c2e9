package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.daemon.protocol.ExecPlan;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;

/** A daemon that answers with changed, cut and repeated frames: no client breaks or hangs. */
class HostileDaemonIT {
  private static final int SANITIZED_CASES = 600;
  private static final int SLOW_CASES = 25;

  @TempDir static Path shared;
  static Path distribution;
  @TempDir Path folder;
  private final ConcurrentLinkedQueue<byte[]> answers = new ConcurrentLinkedQueue<>();
  private ServerSocketChannel server;
  private Run client;
  private Path lease;

  @BeforeAll
  static void assemble() throws Exception {
    distribution = ToyDistribution.make(shared.resolve("dist"), "one", true);
  }

  @BeforeEach
  void listen() throws Exception {
    client = new Run(distribution, folder);
    lease = Files.createFile(folder.resolve("lease"));
    Path socket = client.socket();
    Home.secure(socket.getParent());
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread thread = new Thread(this::serve, "hostile");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void the_client_under_sanitizers_withstands_changed_answers() throws Exception {
    client.as(CheckedClient.sanitized(distribution));
    withstand(SANITIZED_CASES, 5);
  }

  @Test
  void the_client_under_sanitizers_withstands_answers_cut_anywhere() throws Exception {
    client.as(CheckedClient.sanitized(distribution));
    for (byte[] whole : conversations()) {
      for (int length = 0; length < whole.length; length += 1 + whole.length / 100) {
        ask(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void the_client_under_valgrind_loses_and_misuses_nothing() throws Exception {
    client.as(CheckedClient.valgrind(distribution));
    for (byte[] whole : conversations()) {
      ask(whole);
    }
    withstand(SLOW_CASES, 6);
  }

  @Test
  void the_client_in_java_withstands_changed_answers() throws Exception {
    client.inJava(distribution);
    withstand(SLOW_CASES, 7);
  }

  private void withstand(int cases, long seed) throws Exception {
    Random random = new Random(seed);
    List<byte[]> conversations = conversations();
    for (int i = 0; i < cases; i++) {
      ask(changed(conversations.get(i % conversations.size()), random));
    }
  }

  private void ask(byte[] answer) throws Exception {
    answers.clear();
    answers.add(answer);
    Run.Ended ended = Run.end(client.start("word", "another"), "input");
    String told = Arrays.toString(answer) + "\n" + ended.code() + "\n" + ended.err();
    assertFalse(CheckedClient.complains(ended.err()), told);
    assertFalse(ended.err().contains("Exception"), told);
    assertTrue(answers.isEmpty(), "it never asked");
  }

  /** The first connection gets the answer; who asks again is sent home. */
  private void serve() {
    try {
      while (true) {
        try (SocketChannel connection = server.accept()) {
          FrameChannel frames = new FrameChannel(connection, connection);
          frames.read();
          byte[] answer = answers.poll();
          if (answer == null) {
            frames.write(Frame.EXIT, 0);
          } else {
            connection.write(ByteBuffer.wrap(answer));
          }
        } catch (ClosedChannelException e) {
          throw e;
        } catch (IOException e) {
          // It left in the middle: the next one comes.
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private List<byte[]> conversations() throws IOException {
    ExecPlan plan =
        new ExecPlan(
            "/bin/true",
            List.of("true", "word", ""),
            Map.of("NAME", "value", "OTHER", ""),
            folder.toString(),
            lease.toString());
    List<byte[]> all = new ArrayList<>();
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    FrameChannel out = out(wire);
    out.write(Frame.ACCEPTED, new byte[0]);
    out.write(Frame.OUTPUT, "some output\n".getBytes(StandardCharsets.UTF_8));
    out.write(Frame.NEED, new byte[0]);
    out.write(Frame.ERROR, "some words\n".getBytes(StandardCharsets.UTF_8));
    out.write(Frame.EXIT, 3);
    all.add(wire.toByteArray());
    wire.reset();
    out.write(Frame.ACCEPTED, new byte[0]);
    out.write(Frame.PLAN, plan.encode());
    all.add(wire.toByteArray());
    wire.reset();
    out.write(Frame.VERSION, new byte[] {'t', 'w', 'o'});
    all.add(wire.toByteArray());
    return all;
  }

  private static FrameChannel out(ByteArrayOutputStream wire) {
    return new FrameChannel(
        Channels.newChannel(new ByteArrayInputStream(new byte[0])), Channels.newChannel(wire));
  }

  private static byte[] changed(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) 0xFF;
    }
    int from = random.nextInt(bytes.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, from);
      case 1 -> {
        byte[] twice = Arrays.copyOf(bytes, bytes.length + bytes.length - from);
        System.arraycopy(bytes, from, twice, bytes.length, bytes.length - from);
        yield twice;
      }
      default -> bytes;
    };
  }
}
