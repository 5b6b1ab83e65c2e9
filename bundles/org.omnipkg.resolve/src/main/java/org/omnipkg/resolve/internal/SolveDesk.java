package org.omnipkg.resolve.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PassingDesk;

/**
 * The desk of one solve. Builds of a request solve what they need at once, on one desk: what a
 * resolver writes into its scratch folder must not meet what another one writes there.
 */
final class SolveDesk implements PassingDesk {
  private final Desk desk;
  private @Nullable Path folder;

  SolveDesk(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Desk desk() {
    return desk;
  }

  @Override
  public synchronized Path scratch() {
    if (folder == null) {
      try {
        folder = Files.createTempDirectory(desk.scratch(), "solve");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }
}
