package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Appends; past its size the file becomes {@code NAME.1}, and the one before that is dropped. */
final class RollingFile implements AutoCloseable {
  static final long LIMIT = 2 << 20;
  private final Path path;
  private OutputStream out;
  private long size;

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
        out.close();
        Path old = path.resolveSibling(path.getFileName() + ".1");
        Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
        out = open();
        size = 0;
      }
      out.write(bytes);
      size += bytes.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private OutputStream open() throws IOException {
    return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
