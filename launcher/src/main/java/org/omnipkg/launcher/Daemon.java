package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.launch.Framework;
import sun.misc.Signal;

/** The server in the foreground. It ends when the daemon bundle stops the framework. */
final class Daemon {
  /** Less than the client waits, so that the client can show what was said here. */
  private static final Duration PATIENCE = Duration.ofSeconds(55);

  private final Distribution distribution;
  private final Home home;

  Daemon(Distribution distribution, Home home) {
    this.distribution = distribution;
    this.home = home;
  }

  int serve() {
    Path file = home.path().resolve("daemon.lock");
    try (FileChannel lock =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      alone(lock);
      // It outlives the terminal it was started from; a handler, because children inherit ignoring.
      Signal.handle(new Signal("HUP"), signal -> {});
      Framework framework = new Felix(distribution, home).start(properties());
      try (ClassArchive archive = new ClassArchive(distribution, home)) {
        archive.keep();
        framework.getBundleContext().addBundleListener(new Ending());
        framework.waitForStop(0);
      }
      return 0;
    } catch (IOException e) {
      throw new Trouble("client.system", "cannot use `" + file + "`: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** One daemon per home, for as long as the process lives; the one before may still be ending. */
  private static void alone(FileChannel lock) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (lock.tryLock() == null) {
      if (System.nanoTime() > end) {
        ByteBuffer pid = ByteBuffer.allocate(32);
        lock.read(pid, 0);
        String other = new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8).strip();
        throw new Trouble(
            "client.daemon-busy",
            "another daemon of this home (process " + other + ") has not ended yet");
      }
      Thread.sleep(20);
    }
    lock.truncate(0);
    lock.write(
        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, String> properties() throws IOException {
    String named = System.getProperty("omnipkg.socket");
    Path socket = named == null ? home.socket(System.getenv()) : Path.of(named);
    Files.createDirectories(home.logs());
    Map<String, String> properties = new HashMap<>();
    properties.put("omnipkg.socket", socket.toString());
    properties.put("omnipkg.log", home.logs().resolve("daemon.log").toString());
    String idle = System.getenv("OMNIPKG_IDLE_SECONDS");
    if (idle != null && idle.matches("\\d{1,9}")) {
      properties.put("omnipkg.idle", idle);
    }
    return properties;
  }
}
