package org.omnipkg.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Commands;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.verb.Rooms;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers, to nobody, an install from a folder of wheels, as far as its plan. */
@Component(service = Runnable.class, property = "omnipkg.practice=install")
public final class InstallPractice implements Runnable {
  private static final Caller NOBODY =
      new Caller(Map.of(), Path.of("/"), true, Duration.ZERO, Progress.SILENT);

  /** Before anybody may come in between; making the wheels takes as long as one line. */
  private static final int LINES = 3;

  private final Commands commands;
  private final Rooms rooms;

  @Activate
  public InstallPractice(@Reference Commands commands, @Reference Rooms rooms) {
    this.commands = commands;
    this.rooms = rooms;
  }

  @Override
  public void run() {
    if (!known()) {
      return;
    }
    try {
      Path scratch = Files.createDirectories(rooms.places().cache().resolve("scratch"));
      Path folder = Files.createTempDirectory(scratch, "practice");
      try {
        PaperWheels.make(folder);
        for (int i = 0; i < LINES; i++) {
          install(folder);
        }
      } finally {
        PaperWheels.remove(folder);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The exit code. */
  int install(Path folder) {
    List<String> line =
        List.of(
            "-e",
            "practice",
            "--dry-run",
            "--offline",
            "install",
            "--find-links",
            folder.toString(),
            PaperWheels.FIRST);
    return commands
        .run(
            new Commands.Invocation(
                line,
                Path.of("/"),
                Map.of(),
                Commands.Terminal.NONE,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                () -> false))
        .code();
  }

  /** Nobody is asked for a Python who was never asked before: there may be none. */
  private boolean known() {
    try {
      return Files.exists(rooms.places().runtimes().resolve("register.json"))
          && rooms.runtimes().list(NOBODY, false).stream()
              .anyMatch(one -> one.ecosystem().equals("python"));
    } catch (Refusal notHere) {
      return false;
    }
  }
}
