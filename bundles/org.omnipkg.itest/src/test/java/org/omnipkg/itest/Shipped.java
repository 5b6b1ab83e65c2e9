package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The shipped command over a home of its own, as a user would call it. */
final class Shipped implements AutoCloseable {
  private final Path home;
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private List<String> around = List.of();

  /** What a call gave. */
  record Said(int exit, String out, String err) {
    Said ok() {
      assertEquals(0, exit, out + "\n" + err);
      return this;
    }

    /** Fails with this exit code and diagnostic. */
    Said refused(int code, String diagnostic) {
      assertEquals(code, exit, out + "\n" + err);
      if (!err.contains("[" + diagnostic + "]")) {
        throw new AssertionError("no [" + diagnostic + "] in:\n" + err);
      }
      return this;
    }
  }

  Shipped() {
    try {
      home = Files.createTempDirectory("omnipkg-live");
      directory = Files.createDirectories(home.resolve("work"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("OMNIPKG_HOME", home.resolve("home").toString());
    environment.put("OMNIPKG_IDLE_SECONDS", "600");
    environment.put("OMNIPKG_CLASS_ARCHIVE", "off");
    environment.put("OMNIPKG_BARE_WORDS", "python");
    environment.remove("OMNIPKG_ENV");
  }

  private Shipped(Shipped same) {
    home = same.home;
    directory = same.directory;
    environment.clear();
    environment.putAll(same.environment);
    around = same.around;
  }

  /** The same home, called with another variable; only the first is closed. */
  Shipped beside(String name, String value) {
    return new Shipped(this).with(name, value);
  }

  Path home() {
    return home.resolve("home");
  }

  Path directory() {
    return directory;
  }

  Shipped with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Everything is called by this command: another view of the machine. */
  Shipped within(List<String> command) {
    around = List.copyOf(command);
    return this;
  }

  /** Puts a file of this text into the directory commands are called in. */
  Shipped file(String name, String... lines) {
    try {
      Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Said run(String... argv) {
    List<String> command = new ArrayList<>(around);
    command.add(Distribution.folder().resolve("bin/omnipkg").toString());
    command.addAll(List.of(argv));
    return call(command);
  }

  /** Starts a command whose output nobody reads. */
  Process start(List<String> command) throws IOException {
    return builder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  Said call(List<String> command) {
    ProcessBuilder builder = builder(command);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String out = text(process.getInputStream());
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("no end: " + command);
      }
      return new Said(process.exitValue(), out, err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    run("daemon", "stop");
    call(List.of("chmod", "-R", "u+w", home.toString()));
    call(List.of("rm", "-rf", home.toString()));
  }
}
