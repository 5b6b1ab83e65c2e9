package org.omnipkg.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.omnipkg.daemon.protocol.ExecPlan;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;
import sun.misc.Signal;

/** One request, from the asking side. */
final class Conversation {
  private static final int CHUNK = 1 << 16;
  private final FrameChannel frames;
  private final InputStream in = new FileInputStream(FileDescriptor.in);
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OutputStream err = new FileOutputStream(FileDescriptor.err);
  private final AtomicInteger interrupts = new AtomicInteger();

  Conversation(FrameChannel frames) {
    this.frames = frames;
  }

  static Request request(String build, List<String> argv) {
    Terminal terminal = Terminal.find();
    return new Request(
        build,
        argv,
        Path.of("").toAbsolutePath().toString(),
        environment(),
        terminal.bits(),
        terminal.columns(),
        terminal.rows());
  }

  /** The exit code; empty when the request was not taken. */
  OptionalInt hold(Request request) throws IOException {
    boolean taken = false;
    try {
      frames.write(Frame.REQUEST, request.encode());
    } catch (IOException e) {
      return OptionalInt.empty();
    }
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signal.handle(new Signal(name), this::signalled);
    }
    while (true) {
      Optional<Frame> next = next(taken);
      if (next.isEmpty()) {
        return OptionalInt.empty();
      }
      byte[] payload = next.get().payload();
      switch (next.get().type()) {
        case Frame.ACCEPTED -> taken = true;
        case Frame.OUTPUT -> out.write(payload);
        case Frame.ERROR -> err.write(payload);
        case Frame.NEED -> feed();
        case Frame.EXIT -> {
          return OptionalInt.of(ByteBuffer.wrap(payload).getInt() & 0xFF);
        }
        case Frame.PLAN -> {
          return new Child(ExecPlan.decode(payload)).run();
        }
        case Frame.VERSION -> {
          return OptionalInt.empty();
        }
        default -> throw new IOException("unknown frame " + next.get().type());
      }
    }
  }

  private Optional<Frame> next(boolean taken) throws IOException {
    try {
      Optional<Frame> frame = frames.read();
      if (frame.isPresent() || !taken) {
        return frame;
      }
    } catch (IOException e) {
      if (!taken) {
        return Optional.empty();
      }
    }
    throw new Trouble("client.daemon-lost", "the omnipkg daemon ended before it had answered");
  }

  /** In a thread of its own: output and the end come through while nobody types. */
  private void feed() {
    Thread thread =
        new Thread(
            () -> {
              byte[] chunk = new byte[CHUNK];
              try {
                int count = in.read(chunk);
                frames.write(Frame.INPUT, Arrays.copyOf(chunk, Math.max(0, count)));
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // gone; the reading side reports it
              }
            },
            "omnipkg-input");
    thread.setDaemon(true);
    thread.start();
  }

  private void signalled(Signal signal) {
    if (signal.getNumber() == 2 && interrupts.getAndIncrement() > 0) {
      Runtime.getRuntime().halt(130);
    }
    // A pipe may be full: never block the thread that hands out signals.
    Thread thread = new Thread(() -> send(signal), "omnipkg-signal");
    thread.setDaemon(true);
    thread.start();
  }

  private void send(Signal signal) {
    try {
      frames.write(Frame.SIGNAL, signal.getNumber());
    } catch (IOException e) {
      Runtime.getRuntime().halt(128 + signal.getNumber());
    }
  }

  /** The user's own: the C client gave this JVM a UTF-8 locale that is not theirs. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("OMNIPKG_DIST");
    if (System.getProperty("omnipkg.terminal") != null) {
      String language = System.getProperty("omnipkg.lc_all");
      if (language == null) {
        environment.remove("LC_ALL");
      } else {
        environment.put("LC_ALL", language);
      }
    }
    return environment;
  }
}
