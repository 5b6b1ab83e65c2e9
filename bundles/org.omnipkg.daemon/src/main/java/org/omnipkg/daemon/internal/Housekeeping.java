package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the daemon does for the machine when nobody asks it anything. */
final class Housekeeping {
  static final long OUTPUT_LIMIT = 2 << 20;
  private static final Duration QUIET = Duration.ofSeconds(4);
  private final Path output;
  private final Runnable collector;
  private long cleared = -1;

  /**
   * @param output where what bundles print goes; opened for appending by who started the process
   * @param collector gives unused memory back
   */
  Housekeeping(Path output, Runnable collector) {
    this.output = output;
    this.collector = collector;
  }

  /** Called every few seconds. */
  void look(Duration quiet, long served) throws IOException {
    if (quiet.compareTo(QUIET) > 0 && served != cleared) {
      cleared = served;
      collector.run();
    }
    if (Files.exists(output) && Files.size(output) > OUTPUT_LIMIT) {
      try (FileChannel file = FileChannel.open(output, StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
    }
  }
}
