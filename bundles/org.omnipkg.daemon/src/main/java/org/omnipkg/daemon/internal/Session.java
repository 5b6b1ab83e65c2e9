package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.omnipkg.api.Commands;
import org.omnipkg.api.Commands.Finish;
import org.omnipkg.api.Execution;
import org.omnipkg.daemon.protocol.ExecPlan;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** One request from its first frame to its last. */
final class Session {
  private static final int SIGINT = 2;
  private static final int CANCELLED = 130;
  private final FrameChannel frames;
  private final CommandSource source;
  private final Duration patience;
  private final Executor watchers;
  private final SessionStreams.Input input;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicInteger signal = new AtomicInteger(SIGINT);

  Session(
      ReadableByteChannel in,
      WritableByteChannel out,
      CommandSource source,
      Duration patience,
      Executor watchers) {
    this.frames = new FrameChannel(in, out);
    this.source = source;
    this.patience = patience;
    this.watchers = watchers;
    this.input = new SessionStreams.Input(frames, this::listen);
  }

  /** The request as it came, to be judged by its build; empty when the client left. */
  Optional<byte[]> request() throws IOException {
    Optional<Frame> first = frames.read();
    if (first.isPresent() && first.get().type() != Frame.REQUEST) {
      throw new IOException("the first frame is no request");
    }
    return first.map(Frame::payload);
  }

  void refuse(String build) throws IOException {
    frames.write(Frame.VERSION, build.getBytes(StandardCharsets.UTF_8));
  }

  /** The code it ended with; 0 too when the client is to become another command. */
  int run(byte[] payload) throws IOException {
    Request request = Request.decode(payload);
    frames.write(Frame.ACCEPTED, new byte[0]);
    Finish finish = execute(request);
    answer(finish);
    return finish.code();
  }

  /** After a defect, so that the client is not left without an ending. */
  void broken(Throwable defect) throws IOException {
    SessionStreams.Output err = new SessionStreams.Output(frames, Frame.ERROR);
    Diagnostic told =
        new Diagnostic(
            "internal.bug",
            Diagnostic.Kind.BUG,
            "the command failed by a defect of omnipkg: `" + defect.getClass().getName() + "`",
            List.of("the log of the daemon has the details"),
            "");
    new Complaint(told).print(new PrintStream(err, true, StandardCharsets.UTF_8));
    frames.write(Frame.EXIT, 1);
  }

  void cancel() {
    cancelled.set(true);
    input.end();
  }

  /**
   * Listens to the client from the moment on when it matters: most answers are there before anybody
   * asks whether they are still wanted, and another thread costs as much as they do.
   */
  private void listen() {
    if (listening.compareAndSet(false, true)) {
      watchers.execute(this::watch);
    }
  }

  private boolean cancelled() {
    listen();
    return cancelled.get();
  }

  private void watch() {
    try {
      for (Optional<Frame> frame = frames.read(); frame.isPresent(); frame = frames.read()) {
        receive(frame.get());
      }
    } catch (IOException e) {
      // Said by the cancellation below: a client that broke off is a client that left.
    }
    cancel();
  }

  private void receive(Frame frame) throws IOException {
    switch (frame.type()) {
      case Frame.INPUT -> input.arrive(frame.payload());
      case Frame.SIGNAL -> {
        if (frame.payload().length == Integer.BYTES) {
          signal.set(ByteBuffer.wrap(frame.payload()).getInt());
        }
        cancel();
      }
      case Frame.WINDOW -> {}
      default -> throw new IOException("a client does not send frames of type " + frame.type());
    }
  }

  private Finish execute(Request request) throws IOException {
    SessionStreams.Output err = new SessionStreams.Output(frames, Frame.ERROR);
    try {
      return source
          .await(patience)
          .run(
              new Commands.Invocation(
                  request.argv(),
                  Path.of(request.directory()),
                  request.environment(),
                  new Commands.Terminal(
                      request.terminal(0),
                      request.terminal(1),
                      request.terminal(2),
                      request.columns(),
                      request.rows()),
                  input,
                  new SessionStreams.Output(frames, Frame.OUTPUT),
                  err,
                  this::cancelled));
    } catch (Refusal refusal) {
      new Complaint(refusal.diagnostic()).print(new PrintStream(err, true, StandardCharsets.UTF_8));
      return Finish.exit(1);
    } catch (InvalidPathException e) {
      Diagnostic told =
          Diagnostic.user(
              "daemon.bad-directory", "the name of the working directory is not valid UTF-8", "");
      new Complaint(told).print(new PrintStream(err, true, StandardCharsets.UTF_8));
      return Finish.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finish.exit(CANCELLED);
    }
  }

  private void answer(Finish finish) throws IOException {
    if (finish.exec().isPresent()) {
      frames.write(Frame.PLAN, plan(finish.exec().get()).encode());
    } else {
      int code = finish.code();
      frames.write(Frame.EXIT, code == CANCELLED && cancelled.get() ? 128 + signal.get() : code);
    }
  }

  private static ExecPlan plan(Execution.Plan plan) {
    return new ExecPlan(
        plan.executable().toString(),
        plan.argv(),
        plan.environment(),
        plan.directory().toString(),
        plan.lease().toString());
  }
}
