package org.omnipkg.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/** {@code --no-daemon}: client and server in one process, with pipes for a socket. */
final class Once {
  private static final long PATIENCE_MILLIS = 30_000;
  private static final long STOP_MILLIS = 10_000;
  private final Distribution distribution;
  private final Home home;

  Once(Distribution distribution, Home home) {
    this.distribution = distribution;
    this.home = home;
  }

  int command(List<String> argv) {
    return run(List.of(argv));
  }

  /** One after the other; the last one's exit code. */
  int run(List<List<String>> commands) {
    return run(commands, context -> {});
  }

  /**
   * The same.
   *
   * @param last what to do with the platform before it stops
   */
  int run(List<List<String>> commands, Consumer<BundleContext> last) {
    PrintStream terminal = System.err;
    try {
      Files.createDirectories(home.logs());
      // What bundles print unasked must not mix with the command's own output.
      PrintStream log =
          new PrintStream(
              Files.newOutputStream(
                  home.logs().resolve("command.out"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING),
              true,
              StandardCharsets.UTF_8);
      System.setOut(log);
      System.setErr(log);
      Framework framework =
          new Felix(distribution, home)
              .start(Map.of("omnipkg.log", home.logs().resolve("command.log").toString()));
      try {
        int code = 0;
        for (List<String> argv : commands) {
          code = converse(framework.getBundleContext(), argv);
        }
        last.accept(framework.getBundleContext());
        return code;
      } finally {
        framework.stop();
        framework.waitForStop(STOP_MILLIS);
        System.setErr(terminal);
      }
    } catch (IOException | BundleException e) {
      throw new Trouble("client.framework", "the platform failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    } finally {
      System.setErr(terminal);
    }
  }

  private int converse(BundleContext context, List<String> argv)
      throws IOException, InterruptedException {
    BiConsumer<ReadableByteChannel, WritableByteChannel> session = session(context);
    while (true) {
      Pipe asked = Pipe.open();
      Pipe answered = Pipe.open();
      Thread server =
          new Thread(
              () -> {
                try (WritableByteChannel end = answered.sink()) {
                  session.accept(asked.source(), end);
                } catch (IOException | UncheckedIOException e) {
                  e.printStackTrace(); // goes to the log, see above
                }
              },
              "omnipkg-command");
      server.setDaemon(true);
      server.start();
      OptionalInt code =
          new Conversation(new FrameChannel(answered.source(), asked.sink()), home)
              .hold(Conversation.request(distribution.build(), argv));
      if (code.isPresent()) {
        return code.getAsInt();
      }
    }
  }

  @SuppressWarnings("unchecked") // the daemon bundle registers it with these types
  private static BiConsumer<ReadableByteChannel, WritableByteChannel> session(BundleContext context)
      throws InterruptedException {
    try {
      ServiceTracker<Object, Object> tracker =
          new ServiceTracker<>(
              context,
              context.createFilter(
                  "(&(objectClass=" + BiConsumer.class.getName() + ")(omnipkg.session=true))"),
              null);
      tracker.open();
      Object service = tracker.waitForService(PATIENCE_MILLIS);
      if (service == null) {
        throw new Trouble("client.framework", "the platform does not start: no session service");
      }
      return (BiConsumer<ReadableByteChannel, WritableByteChannel>) service;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
