package org.omnipkg.fetch.internal.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.internal.shared.Hashes;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;

/**
 * A file on its way: {@code <name>.part}, hashed while it grows, renamed once it is whole. Beside
 * it {@code <name>.part.tag} keeps by what the server would know that version again.
 */
public final class Part implements AutoCloseable {
  private final Artifact artifact;
  private final Path into;
  private final Path part;
  private final Path tag;
  private final Hashes hashes;
  private final Progress progress;
  private long length;
  private Progress.Task task;
  private @Nullable OutputStream out;

  public Part(Artifact artifact, Path into, Progress progress) {
    this.artifact = artifact;
    this.into = into;
    this.part = into.resolveSibling(into.getFileName() + ".part");
    this.tag = into.resolveSibling(into.getFileName() + ".part.tag");
    this.hashes = new Hashes(artifact.hashes(), artifact.hashes().containsKey(Fetcher.FILES_HASH));
    this.progress = progress;
    this.task = task();
  }

  private Progress.Task task() {
    return progress.task(artifact.filename(), artifact.size().orElse(-1));
  }

  /** Refuses a file nobody vouches for. */
  public Part vouched() {
    if (!hashes.isVouched() && !Named.isTaken(artifact)) {
      task.close();
      throw Trouble.noHash(artifact.filename());
    }
    return this;
  }

  long length() {
    return length;
  }

  /** Takes up what an earlier try left behind; true when there was something. */
  boolean resume() {
    try (InputStream before = Files.newInputStream(part)) {
      hashes.reset();
      length = 0;
      byte[] buffer = new byte[1 << 16];
      for (int count; (count = before.read(buffer)) >= 0; ) {
        progress.checkpoint();
        hashes.add(buffer, count);
        length += count;
      }
      task.advance(length);
      return length > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Forgets what is there. */
  public void restart() {
    closeFile();
    hashes.reset();
    if (length > 0) {
      // a task only grows
      task.close();
      task = task();
    }
    length = 0;
    written(
        () -> {
          Files.deleteIfExists(part);
          Files.deleteIfExists(tag);
          return null;
        });
  }

  Optional<String> validator() {
    try {
      return Optional.of(Files.readString(tag)).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void validator(String text) {
    written(() -> Files.writeString(tag, text));
  }

  /** Adds bytes; what fails here fails on our disk, not on the wire. */
  public void add(byte[] bytes, int count) {
    long most = artifact.size().orElse(Long.MAX_VALUE);
    if (length + count > most) {
      throw Trouble.wrongHash(
          artifact.filename(), "size", String.valueOf(most), "more than " + most);
    }
    written(
        () -> {
          OutputStream open = out;
          if (open == null) {
            open =
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            out = open;
          }
          open.write(bytes, 0, count);
          return null;
        });
    hashes.add(bytes, count);
    length += count;
    task.advance(count);
  }

  /** Checks size and digests and gives the file its name. */
  public void finish() {
    closeFile();
    long expected = artifact.size().orElse(length);
    if (length < expected) {
      throw Trouble.truncated(artifact.filename(), length, expected, null);
    }
    hashes.verify(artifact.filename());
    written(
        () -> {
          if (length == 0) {
            Files.write(part, new byte[0]);
          }
          try {
            Files.move(
                part, into, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, into, StandardCopyOption.REPLACE_EXISTING);
          }
          Files.deleteIfExists(tag);
          return null;
        });
  }

  @Override
  public void close() {
    closeFile();
    task.close();
  }

  private void closeFile() {
    OutputStream open = out;
    out = null;
    if (open != null) {
      written(
          () -> {
            open.close();
            return null;
          });
    }
  }

  private interface Writing {
    @Nullable Object run() throws IOException;
  }

  private void written(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw Trouble.notWritten(artifact.filename(), e);
    }
  }
}
