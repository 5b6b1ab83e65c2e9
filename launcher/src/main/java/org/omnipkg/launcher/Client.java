package org.omnipkg.launcher;

import java.io.File;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.omnipkg.daemon.protocol.FrameChannel;

/** The client where there is no C compiler: the same conversation, slower. */
final class Client {
  private static final int ATTEMPTS = 50;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** From here on Java warns of the memory access Felix 7 asks for. */
  private static final int QUIETENED = 24;

  /** The daemon must not hear the terminal's signals; Java cannot leave a session, a shell can. */
  private static final String DETACH =
      "command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; "
          + "trap '' INT HUP QUIT TSTP; exec \"$@\"";

  private final Distribution distribution;
  private final Home home;
  private final Path socket;

  Client(Distribution distribution, Home home) {
    this.distribution = distribution;
    this.home = home;
    this.socket = home.socket(System.getenv());
  }

  int run(List<String> argv) {
    Words words = Words.of(argv, System.getenv());
    if (words.version()) {
      System.out.println(
          (words.json()
                  ? "{\n  \"schema\": 1,\n  \"version\": \"%s\",\n  \"build\": \"%s\"\n}"
                  : "omnipkg %s (%s)")
              .formatted(distribution.version(), distribution.build()));
      return 0;
    }
    if (words.direct()) {
      return new Once(distribution, home).command(argv);
    }
    Home.secure(Objects.requireNonNull(socket.getParent()));
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<SocketChannel> daemon = connect();
        if (daemon.isEmpty() && words.control()) {
          return new Once(distribution, home).command(argv);
        }
        try (SocketChannel channel = daemon.isPresent() ? daemon.get() : start()) {
          OptionalInt code =
              new Conversation(new FrameChannel(channel, channel))
                  .hold(Conversation.request(distribution.build(), argv));
          if (code.isPresent()) {
            return code.getAsInt();
          }
        }
        Thread.sleep(100);
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

  private Optional<SocketChannel> connect() {
    try {
      return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private SocketChannel start() throws IOException, InterruptedException {
    String name = socket.getFileName().toString().replace(".sock", ".start-java");
    try (FileChannel lock =
        FileChannel.open(
            socket.resolveSibling(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      Optional<SocketChannel> daemon = connect();
      if (daemon.isPresent()) {
        return daemon.get();
      }
      Files.createDirectories(home.logs());
      File log = home.logs().resolve("daemon.out").toFile();
      Process process = spawn(log);
      long end = System.nanoTime() + PATIENCE;
      while (System.nanoTime() < end) {
        boolean alive = process.isAlive();
        daemon = connect();
        if (daemon.isPresent()) {
          return daemon.get();
        }
        if (!alive) {
          throw new Trouble(
              "client.daemon-died",
              "the omnipkg daemon ended while it started; its log is `" + log + "`");
        }
        Thread.sleep(20);
      }
      throw new Trouble(
          "client.daemon-slow",
          "the omnipkg daemon did not answer within 60 s; its log is `" + log + "`");
    }
  }

  private Process spawn(File log) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "sh", java, "@" + distribution.options()));
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
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .redirectErrorStream(true)
        .directory(new File("/"))
        .start();
  }
}
