package org.omnipkg.daemon.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.omnipkg.api.Commands;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;
import org.omnipkg.model.Refusal;

/**
 * Answers, to nobody, what is most often asked, for as long as it takes the JVM to compile what
 * answers it: people ask one command now and then, and would meet the interpreter for hours.
 */
final class Rehearsal implements BooleanSupplier {
  /** The JVM compiles what ran two hundred times, and what it calls now and then later. */
  private static final int TIMES = 1000;

  /** What a line that looks at thousands of files may take, so that the others come, too. */
  static final Duration SHARE = Duration.ofMillis(400);

  /** How much longer a drill may take where others use the processors, too. */
  private static final int PATIENCE = 6;

  private final String build;
  private final CommandSource source;
  private final Supplier<List<Runnable>> drills;
  private final BooleanSupplier free;
  private final Duration share;
  private volatile boolean drilled;

  /**
   * @param drills what some rooms and languages do for practice alone
   * @param free false as soon as somebody wants something
   * @param share how long one line may take
   */
  Rehearsal(
      String build,
      CommandSource source,
      Supplier<List<Runnable>> drills,
      BooleanSupplier free,
      Duration share) {
    this.build = build;
    this.source = source;
    this.drills = drills;
    this.free = free;
    this.share = share;
  }

  /** False when there was nothing to practise on, or somebody came; then another time. */
  @Override
  public boolean getAsBoolean() {
    try {
      Commands commands = source.await(Duration.ZERO);
      if (!drilled) {
        for (Runnable drill : drills.get()) {
          if (!drilled(drill)) {
            return false;
          }
        }
        drilled = true;
      }
      try {
        List<List<String>> practised = commands.practice();
        for (List<String> line : practised) {
          if (!often(line)) {
            return false;
          }
        }
        return !practised.isEmpty();
      } finally {
        commands.practised();
      }
    } catch (Refusal notReady) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether what needs no environment has been practised. */
  boolean drilled() {
    return drilled;
  }

  /** Until the JVM has had what it needs: counted in time that this thread really ran. */
  private boolean drilled(Runnable drill) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    long end = System.nanoTime() + PATIENCE * share.toNanos();
    try {
      while (System.nanoTime() < end
          && threads.getCurrentThreadCpuTime() - begun < share.toNanos()) {
        if (!free.getAsBoolean()) {
          return false;
        }
        drill.run();
      }
    } catch (RuntimeException | LinkageError itsBundleMayHaveGone) {
      return true;
    }
    return true;
  }

  /** False when somebody came. A line that is refused is left: refusing needs no practice. */
  private boolean often(List<String> line) throws IOException {
    long end = System.nanoTime() + share.toNanos();
    boolean answered = true;
    for (int time = 0; time < TIMES && answered && System.nanoTime() < end; time++) {
      if (!free.getAsBoolean()) {
        return false;
      }
      answered = answers(line);
    }
    return true;
  }

  private boolean answers(List<String> line) throws IOException {
    ByteArrayOutputStream asked = new ByteArrayOutputStream();
    byte[] request = new Request(build, line, "/", Map.of(), 0, 0, 0).encode();
    new FrameChannel(Channels.newChannel(InputStream.nullInputStream()), Channels.newChannel(asked))
        .write(Frame.REQUEST, request);
    Session session =
        new Session(
            Channels.newChannel(new ByteArrayInputStream(asked.toByteArray())),
            Channels.newChannel(OutputStream.nullOutputStream()),
            source,
            Duration.ZERO,
            watch -> {});
    return session.run(session.request().orElseThrow()) == 0;
  }
}
