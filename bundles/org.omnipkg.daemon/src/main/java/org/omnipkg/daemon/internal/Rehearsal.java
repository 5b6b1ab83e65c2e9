package org.omnipkg.daemon.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
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
  /** The JVM compiles what ran two hundred times. */
  private static final int ROUNDS = 250;

  private static final Duration LIMIT = Duration.ofSeconds(3);
  private final String build;
  private final CommandSource source;
  private final BooleanSupplier free;

  /**
   * @param free false as soon as somebody wants something
   */
  Rehearsal(String build, CommandSource source, BooleanSupplier free) {
    this.build = build;
    this.source = source;
    this.free = free;
  }

  /** False when there was nothing to practise on, or somebody came; then another time. */
  @Override
  public boolean getAsBoolean() {
    try {
      Commands commands = source.await(Duration.ZERO);
      List<List<String>> practised = commands.practice();
      List<List<String>> lines = new ArrayList<>(practised);
      long end = System.nanoTime() + LIMIT.toNanos();
      for (int round = 0; round < ROUNDS && !lines.isEmpty() && System.nanoTime() < end; round++) {
        for (List<String> line : List.copyOf(lines)) {
          if (!free.getAsBoolean()) {
            return false;
          }
          if (!answers(line)) {
            lines.remove(line); // Refusing is not what is to be practised.
          }
        }
      }
      return !practised.isEmpty();
    } catch (Refusal notReady) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
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
