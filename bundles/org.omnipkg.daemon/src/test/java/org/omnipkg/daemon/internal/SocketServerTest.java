package org.omnipkg.daemon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Commands;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

class SocketServerTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  @TempDir Path folder;
  private final List<Integer> occupied = new CopyOnWriteArrayList<>();
  private final CountDownLatch replaced = new CountDownLatch(1);
  private final List<SocketChannel> clients = new ArrayList<>();
  private Commands commands = call -> Commands.Finish.exit(0);
  private SocketServer server;
  private Path socket;

  @BeforeEach
  void start() throws IOException {
    socket = folder.resolve("run/x.sock");
    server =
        new SocketServer(
            new Listener(socket),
            "here",
            patience -> commands,
            SilentLogger.make(),
            replaced::countDown,
            occupied::add);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (SocketChannel client : clients) {
      client.close();
    }
    server.drain(Duration.ZERO, LONG);
  }

  @Test
  void fifty_clients_are_served_at_once() throws Exception {
    CountDownLatch together = new CountDownLatch(50);
    commands =
        call -> {
          together.countDown();
          try {
            together.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Commands.Finish.exit(5);
        };
    List<FrameChannel> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(ask("here", "x"));
    }
    for (FrameChannel client : asked) {
      assertEquals(5, exit(client));
    }
    while (server.workload().served() < 50) {
      Thread.onSpinWait();
    }
    assertEquals(0, server.workload().active());
    assertEquals(50, Collections.max(occupied));
    assertEquals(0, occupied.get(occupied.size() - 1));
  }

  @Test
  void a_client_of_another_build_is_told_and_the_daemon_is_to_go() throws Exception {
    FrameChannel client = ask("elsewhere", "x");
    Frame answer = client.read().orElseThrow();
    assertEquals(Frame.VERSION, answer.type());
    assertEquals("here", new String(answer.payload(), StandardCharsets.UTF_8));
    replaced.await();
    assertFalse(Files.exists(socket));
  }

  @Test
  void draining_waits_for_the_work_and_then_cancels_it() throws Exception {
    commands =
        call -> {
          while (!call.cancelled().getAsBoolean()) {
            LockSupport.parkNanos(100_000);
          }
          return Commands.Finish.exit(130);
        };
    FrameChannel client = ask("here", "x");
    assertEquals(Frame.ACCEPTED, client.read().orElseThrow().type());
    assertTrue(server.drain(Duration.ofMillis(1), LONG));
    assertEquals(130, exit(client));
    assertFalse(Files.exists(socket));
  }

  @Test
  void a_client_that_leaves_cancels_its_request() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    commands =
        call -> {
          while (!call.cancelled().getAsBoolean()) {
            LockSupport.parkNanos(100_000);
          }
          cancelled.countDown();
          return Commands.Finish.exit(130);
        };
    ask("here", "x").read();
    clients.get(0).close();
    cancelled.await();
  }

  @Test
  void what_is_missing_reaches_the_client() throws Exception {
    Diagnostic missing = Diagnostic.user("daemon.not-ready", "not yet", "wait").with(List.of("a"));
    commands =
        call -> {
          throw new Refusal(missing);
        };
    FrameChannel client = ask("here", "x");
    client.read();
    StringBuilder said = new StringBuilder();
    Frame frame = client.read().orElseThrow();
    while (frame.type() == Frame.ERROR) {
      said.append(new String(frame.payload(), StandardCharsets.UTF_8));
      frame = client.read().orElseThrow();
    }
    assertEquals("error: not yet  [daemon.not-ready]\n  a\n\nhint: wait\n", said.toString());
    assertEquals(1, ByteBuffer.wrap(frame.payload()).getInt());
  }

  @Test
  void rubbish_harms_nobody_else() throws Exception {
    SocketChannel rude = connect();
    rude.write(ByteBuffer.wrap("GET /".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(-1, rude.read(ByteBuffer.allocate(1)));
    assertEquals(0, exit(ask("here", "x")));
  }

  @Test
  void a_lost_socket_file_is_noticed() throws Exception {
    assertTrue(server.listener().reachable());
    Files.delete(socket);
    assertFalse(server.listener().reachable());
    Files.createFile(socket);
    assertFalse(server.listener().reachable());
    server.drain(Duration.ZERO, LONG);
    assertTrue(Files.exists(socket), "another's file is left alone");
  }

  @Test
  void nothing_is_served_after_draining() throws Exception {
    server.drain(Duration.ZERO, LONG);
    assertThrows(IOException.class, this::connect);
  }

  private SocketChannel connect() throws IOException {
    SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    clients.add(client);
    return client;
  }

  private FrameChannel ask(String build, String word) throws IOException {
    SocketChannel client = connect();
    FrameChannel frames = new FrameChannel(client, client);
    frames.write(Frame.REQUEST, new Request(build, List.of(word), "/", Map.of(), 0, 0, 0).encode());
    return frames;
  }

  private static int exit(FrameChannel client) throws IOException {
    Frame frame = client.read().orElseThrow();
    while (frame.type() != Frame.EXIT) {
      frame = client.read().orElseThrow();
    }
    return ByteBuffer.wrap(frame.payload()).getInt();
  }
}
