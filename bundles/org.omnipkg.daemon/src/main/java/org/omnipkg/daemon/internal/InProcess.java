package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Serves {@code --no-daemon}: the same frames over a pair of pipes. The launcher and the bundles
 * share only the JDK's types, hence the service's type.
 */
@Component(service = BiConsumer.class, property = "omnipkg.session=true")
public final class InProcess implements BiConsumer<ReadableByteChannel, WritableByteChannel> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final CommandDoor commands;
  private final Logger log;

  @Activate
  public InProcess(
      @Reference CommandDoor commands, @Reference(service = LoggerFactory.class) Logger log) {
    this.commands = commands;
    this.log = log;
  }

  @Override
  public void accept(ReadableByteChannel in, WritableByteChannel out) {
    try {
      Session session = new Session(in, out, commands, PATIENCE, InProcess::watch);
      Optional<byte[]> request = session.request();
      if (request.isEmpty()) {
        return;
      }
      try {
        session.run(request.get());
      } catch (RuntimeException | Error e) {
        log.error("the command failed", e);
        session.broken(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void watch(Runnable task) {
    Thread thread = new Thread(task, "omnipkg-watch");
    thread.setDaemon(true);
    thread.start();
  }
}
