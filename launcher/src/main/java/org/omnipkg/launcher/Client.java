package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;

/** The client where there is none in C: the same conversation, slower. */
final class Client {
  private static final int ATTEMPTS = 50;
  private static final int EAGER = 5;

  private final Distribution distribution;
  private final Home home;
  private final Path socket;
  private final Starting starting;

  Client(Distribution distribution, Home home) {
    this.distribution = distribution;
    this.home = home;
    this.socket = home.socket(System.getenv());
    this.starting = new Starting(distribution, home, socket);
  }

  /** All that {@code --version} prints; needs no home. */
  static int tellVersion(Distribution distribution, boolean json) {
    String told =
        (json
                ? "{\n  \"schema\": 1,\n  \"version\": \"%s\",\n  \"build\": \"%s\"\n}\n"
                : "omnipkg %s (%s)\n")
            .formatted(distribution.version(), distribution.build());
    new Streams().out(told.getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  int run(List<String> argv, Words words) {
    if (words.direct()) {
      return new Once(distribution, home).command(argv);
    }
    Home.secure(Objects.requireNonNull(socket.getParent()));
    Request request = Conversation.request(distribution.build(), argv);
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<SocketChannel> daemon = starting.connect();
        if (daemon.isEmpty() && words.control()) {
          return new Once(distribution, home).command(argv);
        }
        try (SocketChannel channel = daemon.isPresent() ? daemon.get() : starting.start()) {
          OptionalInt code =
              new Conversation(new FrameChannel(channel, channel), home).hold(request);
          if (code.isPresent()) {
            if (words.control()) {
              awaitEnd(channel);
            }
            return code.getAsInt();
          }
        }
        Thread.sleep(attempt < EAGER ? 5 : 100);
      }
    } catch (IOException e) {
      throw new Trouble("client.system", "cannot reach the daemon: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
    throw new Trouble(
        "client.daemon-restless", "the omnipkg daemon did not take the command; try again");
  }

  /** A daemon that was told to stop closes its end when it has. */
  private static void awaitEnd(SocketChannel channel) throws IOException {
    ByteBuffer rest = ByteBuffer.allocate(1);
    while (channel.read(rest.clear()) > 0) {
      continue;
    }
  }
}
