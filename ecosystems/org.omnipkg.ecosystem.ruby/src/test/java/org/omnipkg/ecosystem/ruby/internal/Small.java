package org.omnipkg.ecosystem.ruby.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.omnipkg.tck.CannedDesk;

/** The small index; {@code src/test/ruby/small.rb} makes it with the gem command itself. */
public final class Small {
  private Small() {}

  public static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(Small.class.getResource("/small")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] bytes(String path) {
    try {
      return Files.readAllBytes(folder().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file of it below an address. */
  public static CannedDesk served(CannedDesk desk, String base) {
    try (Stream<Path> files = Files.walk(folder())) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      for (Path file : all) {
        desk.document(base + folder().relativize(file), "", Files.readAllBytes(file));
      }
      return desk;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
