package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Appends; past its size the file becomes {@code NAME.1}, and the one before that is dropped. A
 * line that cannot be written is lost: a full disk must not stop those who log.
 */
final class RollingFile implements AutoCloseable {
  static final long LIMIT = 2 << 20;
  private final Path path;
  private @Nullable OutputStream out;
  private long size;
  private long lost;

  RollingFile(Path path) throws IOException {
    this.path = path;
    Files.createDirectories(Objects.requireNonNull(path.getParent(), "log without a folder"));
    out = open();
    size = Files.size(path);
  }

  synchronized void append(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      if (size > 0 && size + bytes.length > LIMIT) {
        close();
        Path old = path.resolveSibling(path.getFileName() + ".1");
        Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
      }
      if (out == null) {
        out = open();
        size = Files.size(path);
      }
      out.write(bytes);
      size += bytes.length;
    } catch (IOException e) {
      lost++;
    }
  }

  /** How many lines could not be written. */
  synchronized long lost() {
    return lost;
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  private OutputStream open() throws IOException {
    return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
