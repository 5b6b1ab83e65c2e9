package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.engine.internal.lock.LockReader;
import org.omnipkg.engine.internal.lock.LockWriter;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The file a lock lies in. */
@Component(service = LockFile.class)
public final class LockFile {
  private static final String NAME = "omnipkg.lock";

  private final Places places;
  private final ProjectFiles projects;

  @Activate
  public LockFile(@Reference Places places, @Reference ProjectFiles projects) {
    this.places = places;
    this.projects = projects;
  }

  /** Beside the project's file, else in the caller's directory. */
  Path meant(Caller caller) {
    Path folder =
        projects.nearest(caller.directory()).map(ProjectFile::folder).orElseGet(caller::directory);
    return folder.resolve(NAME);
  }

  String read(Path file) {
    try {
      return text(file)
          .orElseThrow(
              () ->
                  new Refusal(
                      Diagnostic.user(
                          "lock.not-found",
                          "there is no lock `" + places.pretty(file) + "`",
                          "`omnipkg export` writes one")));
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.user(
                  "lock.not-found", "the lock `" + places.pretty(file) + "` cannot be read", "")
              .with(List.of(reason(e))),
          e);
    }
  }

  /** Whether writing this text would change the file; refused when the file is no lock of ours. */
  boolean differs(Path file, String text) {
    Optional<String> now;
    try {
      now = text(file);
    } catch (IOException e) {
      throw notOurs(file, e);
    }
    now.ifPresent(
        old -> {
          if (!old.startsWith(LockWriter.HEAD)) {
            foreign(file, old);
          }
        });
    return now.isEmpty() || !now.get().equals(text);
  }

  private void foreign(Path file, String old) {
    try {
      LockReader.read(old, file.getFileName().toString());
    } catch (Refusal e) {
      if (!e.diagnostic().code().equals("lock.newer-format")) {
        throw notOurs(file, e);
      }
    }
  }

  private Refusal notOurs(Path file, Exception cause) {
    return new Refusal(
        Diagnostic.user(
            "lock.not-ours",
            "`" + places.pretty(file) + "` is there already and is no lock of omnipkg",
            "name another file, or move that one away"),
        cause);
  }

  /** Writes it whole or not at all; a link stays a link. */
  void write(Path file, String text) {
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file;
      Path staged = real.resolveSibling("." + real.getFileName() + "-" + UUID.randomUUID());
      try {
        Files.writeString(staged, text, StandardOpenOption.CREATE_NEW);
        Files.move(
            staged, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      throw new Refusal(
          new Diagnostic(
              "lock.not-written",
              Diagnostic.Kind.RESOURCES,
              "`" + places.pretty(file) + "` cannot be written",
              List.of(reason(e)),
              "name another file, or make its folder writable"),
          e);
    }
  }

  private static Optional<String> text(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : String.valueOf(e.getMessage());
  }
}
