package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shipped omnipkg over a home of its own. */
final class Ours {
  private static final Pattern PID = Pattern.compile("\"pid\":\\s*(\\d+)");
  private final Command program;
  private final Path home;
  private long pid;

  Ours(Path distribution, Path home, Map<String, String> variables, Path folder) {
    this.home = home;
    Map<String, String> all = new TreeMap<>(variables);
    all.put("OMNIPKG_HOME", home.toString());
    all.put("OMNIPKG_IDLE_SECONDS", "3600");
    all.put("OMNIPKG_SHARING", "links");
    program = new Command(List.of(distribution.resolve("bin/omnipkg").toString()), all, folder);
  }

  Path home() {
    return home;
  }

  Command command(String... words) {
    return program.plus(words);
  }

  String run(String... words) throws IOException {
    return Shell.run(command(words));
  }

  /**
   * The process that answers, 0 when none runs; asked for once, so that no sample follows a
   * question.
   */
  long pid() {
    if (pid == 0) {
      try {
        Matcher said = PID.matcher(run("daemon", "status", "--json"));
        pid = said.find() ? Long.parseLong(said.group(1)) : 0;
      } catch (IOException absent) {
        return 0;
      }
    }
    return pid;
  }

  void start() throws IOException {
    run("daemon", "start");
    pid = 0;
  }

  /** Returns when its process is gone. */
  void stop() throws IOException {
    pid = 0;
    long running = pid();
    if (running == 0) {
      return;
    }
    run("daemon", "stop");
    ProcessHandle.of(running).ifPresent(process -> process.onExit().join());
    pid = 0;
  }

  /** Leaves the daemon alone for a while. */
  void rest(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Returns when the first daemon of a home has made the class archive for those that follow. */
  void awaitArchive() throws IOException {
    Path folder = home.resolve("cache").resolve("jvm");
    for (int left = 120; left > 0; left--) {
      try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
        if (files.anyMatch(file -> file.toString().endsWith(".options"))) {
          return;
        }
      }
      rest(500);
    }
    throw new Failure("no class archive was made");
  }
}
