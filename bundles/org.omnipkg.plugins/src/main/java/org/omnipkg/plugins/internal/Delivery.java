package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Plugins.Source;
import org.omnipkg.api.Removal;

/**
 * A file at hand that is to become a plugin.
 *
 * @param called the file's name as the one who asks knows it
 * @param scratch what goes when it was used
 */
record Delivery(Path file, String called, Source source, List<String> notes, Optional<Path> scratch)
    implements AutoCloseable {
  @Override
  public void close() {
    scratch.ifPresent(Delivery::delete);
  }

  static void delete(Path folder) {
    try {
      Removal.of(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
