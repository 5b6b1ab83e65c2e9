package org.omnipkg.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.omnipkg.daemon.protocol.ExecPlan;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;

/** One request, from the asking side. */
final class Conversation {
  private static final List<String> PASSED_ON = List.of("INT", "TERM", "HUP");
  private final FrameChannel frames;
  private final Home home;
  private final Streams streams = new Streams();
  private final AtomicInteger interrupts = new AtomicInteger();

  Conversation(FrameChannel frames, Home home) {
    this.frames = frames;
    this.home = home;
  }

  static Request request(String build, List<String> argv) {
    Terminal terminal = Terminal.find();
    return new Request(
        build,
        Given.words(argv),
        Path.of("").toAbsolutePath().toString(),
        Given.environment(),
        terminal.bits(),
        terminal.columns(),
        terminal.rows());
  }

  /** The exit code; empty when the request was not taken. */
  OptionalInt hold(Request request) throws IOException {
    boolean taken = false;
    try {
      frames.write(Frame.REQUEST, request.encode());
    } catch (ProtocolException e) {
      throw new Trouble(
          "client.too-long", "the command line and the environment are longer than 16 MiB", e);
    } catch (IOException e) {
      return OptionalInt.empty();
    }
    PASSED_ON.forEach(name -> Signals.on(name, () -> signalled(name)));
    while (true) {
      Optional<Frame> next = next(taken);
      if (next.isEmpty()) {
        return OptionalInt.empty();
      }
      byte[] payload = next.get().payload();
      switch (next.get().type()) {
        case Frame.ACCEPTED -> taken = true;
        case Frame.OUTPUT -> streams.out(payload);
        case Frame.ERROR -> streams.err(payload);
        case Frame.NEED -> feed();
        case Frame.EXIT -> {
          return OptionalInt.of(
              payload.length == Integer.BYTES ? ByteBuffer.wrap(payload).getInt() & 0xFF : 1);
        }
        case Frame.PLAN -> {
          return become(payload);
        }
        case Frame.VERSION -> {
          return OptionalInt.empty();
        }
        default -> throw unreadable(null);
      }
    }
  }

  private static OptionalInt become(byte[] payload) throws IOException {
    ExecPlan plan;
    try {
      plan = ExecPlan.decode(payload);
    } catch (IOException e) {
      throw unreadable(e);
    }
    try {
      return new Child(plan).run();
    } catch (IllegalArgumentException e) {
      throw unreadable(e); // a path that is none, a variable that can be none
    }
  }

  private Optional<Frame> next(boolean taken) {
    try {
      Optional<Frame> frame = frames.read();
      if (frame.isPresent() || !taken) {
        return frame;
      }
    } catch (ProtocolException e) {
      throw unreadable(e);
    } catch (IOException e) {
      if (!taken && !(e instanceof EOFException)) {
        return Optional.empty();
      }
    }
    throw Trouble.told(
        "the omnipkg daemon ended before it had answered  [client.daemon-lost]\n  its logs are in `"
            + home.logs()
            + "`");
  }

  private static Trouble unreadable(@Nullable Exception cause) {
    return new Trouble("client.protocol", "the daemon's answer cannot be read", cause);
  }

  /** In a thread of its own: output and the end come through while nobody types. */
  private void feed() {
    start(
        "omnipkg-input",
        () -> {
          try {
            frames.write(Frame.INPUT, streams.read());
          } catch (IOException e) {
            Thread.currentThread().interrupt(); // gone; the reading side reports it
          }
        });
  }

  private void signalled(String name) {
    if (name.equals("INT") && interrupts.getAndIncrement() > 0) {
      Runtime.getRuntime().halt(128 + Signals.number(name));
    }
    // A pipe may be full: never block the thread that hands out signals.
    start(
        "omnipkg-signal",
        () -> {
          try {
            frames.write(Frame.SIGNAL, Signals.number(name));
          } catch (IOException e) {
            Runtime.getRuntime().halt(128 + Signals.number(name));
          }
        });
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
