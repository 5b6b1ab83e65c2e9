package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A client under test, with its own home and runtime directory. */
final class Run {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private List<String> program;

  /** The C client of a distribution. */
  Run(Path distribution, Path folder) throws IOException {
    this.folder = folder;
    this.program = List.of(distribution.resolve("bin/omnipkg").toString());
    Files.createDirectories(folder.resolve("run"));
    environment.put("OMNIPKG_HOME", folder.resolve("home").toString());
    environment.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PATH", System.getenv("PATH"));
    environment.put("OMNIPKG_CLASS_ARCHIVE", "off");
  }

  Run with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The client in Java instead. */
  Run inJava(Path distribution) {
    return as(distribution.resolve("bin/omnipkg.sh")).with("OMNIPKG_CLIENT", "java");
  }

  /** Another program of a distribution. */
  Run as(Path client) {
    program = List.of(client.toString());
    return this;
  }

  Path program() {
    return Path.of(program.get(0));
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Each of them asked for the process of its daemon: it was one, started once. */
  void assertOneDaemon(List<Process> clients) throws Exception {
    TreeSet<String> daemons = new TreeSet<>();
    for (Process process : clients) {
      Ended ended = end(process, "");
      assertEquals(0, ended.code(), ended.err());
      daemons.add(ended.out().strip());
    }
    assertEquals(1, daemons.size(), daemons::toString);
    String log = Files.readString(home().resolve("logs/daemon.log"));
    assertEquals(1, log.split("serving, pid", -1).length - 1, log);
  }

  Path socket() {
    return Home.at(home()).socket(environment);
  }

  /** A shell script, whose {@code $0} is the client. */
  Process shell(String script, String... argv) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script));
    command.addAll(program);
    command.addAll(List.of(argv));
    return start(command);
  }

  Process start(String... argv) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(argv));
    return start(command);
  }

  private Process start(List<String> command) throws IOException {
    // Who starts the tests may ignore signals (nohup, a job in the background); a child would too.
    List<String> heeding = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM,QUIT"));
    heeding.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(heeding).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  Ended run(String... argv) throws Exception {
    return end(start(argv), "");
  }

  Ended feed(String input, String... argv) throws Exception {
    return end(start(argv), input);
  }

  static Ended end(Process process, String input) throws Exception {
    Thread feeder =
        new Thread(
            () -> {
              try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                // The client did not want it all.
              }
            });
    feeder.start();
    FutureTask<String> err = new FutureTask<>(() -> text(process.getErrorStream()));
    new Thread(err).start();
    FutureTask<String> out = new FutureTask<>(() -> text(process.getInputStream()));
    new Thread(out).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the client hangs; it said: " + out.get() + err.get());
    }
    return new Ended(process.exitValue(), out.get(), err.get());
  }

  private static String text(InputStream from) throws IOException {
    return new String(from.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Ends the daemon, if there is one, and waits for it. */
  void stop() throws Exception {
    Path lock = home().resolve("daemon.lock");
    if (Files.exists(lock)) {
      String pid = Files.readString(lock).strip();
      var daemon =
          pid.isEmpty()
              ? java.util.Optional.<ProcessHandle>empty()
              : ProcessHandle.of(Long.parseLong(pid));
      if (daemon.isPresent() && Files.exists(socket())) {
        daemon.get().destroy();
        daemon.get().onExit().get(60, TimeUnit.SECONDS);
      }
    }
  }

  record Ended(int code, String out, String err) {}
}
