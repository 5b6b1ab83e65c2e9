package org.omnipkg.itest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done around the measuring: commands whose words are read, folders that come and go. */
final class Shell {
  private Shell() {}

  /** What the command printed; fails when its exit code does. */
  static String run(Command command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command.words()).directory(command.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.variables());
    Path errors = Files.createTempFile("bench", ".err");
    try {
      Process process =
          builder
              .redirectInput(new java.io.File("/dev/null"))
              .redirectError(errors.toFile())
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        String said = Files.readString(errors);
        throw new Failure(command.words() + " ended with " + code + ":\n" + out + said);
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(errors);
    }
  }

  /** What the command said on both its streams; fails when its exit code does. */
  static String told(Command command) throws IOException {
    Path log = Files.createTempFile("bench", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command.words()).directory(command.folder().toFile());
      builder.environment().clear();
      builder.environment().putAll(command.variables());
      Process process =
          builder
              .redirectInput(new java.io.File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int code = process.waitFor();
      String said = Files.readString(log);
      if (code != 0) {
        throw new Failure(command.words() + " ended with " + code + ":\n" + said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(log);
    }
  }

  /** Removes the folder; again when something that was about to end has put a last file into it. */
  static void remove(Path folder) throws IOException {
    for (int again = 5; ; again--) {
      try {
        removeNow(folder);
        return;
      } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException e) {
        if (again == 0) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void removeNow(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
