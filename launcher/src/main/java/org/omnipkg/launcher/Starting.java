package org.omnipkg.launcher;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the daemon, and starts it; one client at a time does, those in C and in Java together.
 */
final class Starting {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final long QUIET = TimeUnit.SECONDS.toNanos(1);
  private static final long LARGEST_LOG = 1 << 20;
  private static final int SHOWN = 4095;

  /** From here on Java warns of the memory access Felix 7 asks for. */
  private static final int QUIETENED = 24;

  /** The daemon must not hear the terminal's signals; Java cannot leave a session, a shell can. */
  private static final String DETACH =
      "umask 077; command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; "
          + "trap '' INT HUP QUIT TSTP; exec \"$@\"";

  private final Distribution distribution;
  private final Home home;
  private final Path socket;
  private final File log;

  Starting(Distribution distribution, Home home, Path socket) {
    this.distribution = distribution;
    this.home = home;
    this.socket = socket;
    this.log = home.logs().resolve("daemon.out").toFile();
  }

  Optional<SocketChannel> connect() {
    try {
      return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  SocketChannel start() throws IOException, InterruptedException {
    Path file = socket.resolveSibling(socket.getFileName().toString().replace(".sock", ".start"));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return start(channel);
    }
  }

  private SocketChannel start(FileChannel channel) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    boolean told = (Terminal.find().bits() & 4) == 0;
    @Nullable FileLock lock = null;
    @Nullable Process process = null;
    long from = 0;
    while (true) {
      long waited = System.nanoTime() - begin;
      if (waited > QUIET && !told) {
        told = true;
        System.err.println("starting the omnipkg daemon…");
      }
      if (waited > PATIENCE) {
        throw new Trouble(
            "client.daemon-slow",
            "the omnipkg daemon did not answer within 60 s; its log is `" + log + "`");
      }
      // Before the attempt: one that ended may have seen another serve.
      boolean dead = process != null && !process.isAlive();
      Optional<SocketChannel> daemon = connect();
      if (daemon.isPresent()) {
        return daemon.get();
      }
      if (dead) {
        throw died(from);
      }
      if (lock == null) {
        lock = channel.tryLock();
        if (lock != null) {
          continue; // the one who had the lock may have started it meanwhile
        }
      } else if (process == null) {
        Files.createDirectories(home.logs());
        from = log.length() > LARGEST_LOG ? 0 : log.length();
        process = spawn(from == 0);
      }
      Thread.sleep(5);
    }
  }

  private Trouble died(long from) throws IOException {
    StringBuilder said = new StringBuilder("the omnipkg daemon ended while it started");
    said.append("  [client.daemon-died]\n");
    try (RandomAccessFile file = new RandomAccessFile(log, "r")) {
      file.seek(Math.max(from, file.length() - SHOWN));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty())
          .forEach(line -> said.append("  ").append(line).append('\n'));
    }
    return Trouble.told(said + "\nits log is `" + log + "`");
  }

  private Process spawn(boolean afresh) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                DETACH,
                "sh",
                java,
                "@" + distribution.options(),
                "-XX:CompilerDirectivesFile=" + distribution.compiler()));
    Path archive = new ClassArchive(distribution, home).options();
    if (Files.isReadable(archive)) {
      command.add("@" + archive);
    }
    if (Runtime.version().feature() >= QUIETENED) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        List.of(
            "-Domnipkg.dist=" + distribution.root(),
            "-Domnipkg.home=" + home.path(),
            "-Domnipkg.socket=" + socket,
            "-jar",
            distribution.jar().toString(),
            "daemon"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("OMNIPKG_DIST");
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "1");
    // The JVM names files in the locale's encoding.
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectOutput(
            afresh ? ProcessBuilder.Redirect.to(log) : ProcessBuilder.Redirect.appendTo(log))
        .redirectErrorStream(true)
        .directory(new File("/"))
        .start();
  }
}
