package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What the daemon does for the machine when nobody asks it anything. */
final class Housekeeping {
  static final long OUTPUT_LIMIT = 2 << 20;
  private static final Duration QUIET = Duration.ofSeconds(4);

  /** What the JVM keeps only while there is room is old enough to go (conf/jvm.options). */
  private static final Duration REST = Duration.ofMinutes(1);

  /**
   * What practice has closed is let go of by those who wait on it only some time later, and the JVM
   * still compiles for some seconds what was practised: so many looks.
   */
  private static final int SETTLING = 3;

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private final Path output;
  private final BooleanSupplier rehearsal;
  private final BooleanSupplier drilled;
  private final Runnable collector;
  private boolean rehearsed;
  private int settling;
  private long cleared = -1;
  private long rested = -1;

  /**
   * @param output where what bundles print goes; opened for appending by who started the process
   * @param rehearsal practises what is asked often; false when it is to be done again
   * @param drilled whether what needs no environment has been practised, which may be all for now
   * @param collector gives unused memory back
   */
  Housekeeping(
      Path output, BooleanSupplier rehearsal, BooleanSupplier drilled, Runnable collector) {
    this.output = output;
    this.rehearsal = rehearsal;
    this.drilled = drilled;
    this.collector = collector;
  }

  /** Called every few seconds. */
  void look(Duration quiet, long served) throws IOException {
    boolean settles = settling > 0;
    settling = Math.max(0, settling - 1);
    if (!rehearsed && served > 0 && quiet.compareTo(PAUSE) > 0) {
      boolean before = drilled.getAsBoolean();
      rehearsed = rehearsal.getAsBoolean();
      if (rehearsed || !before && drilled.getAsBoolean()) {
        settling = SETTLING;
      }
    }
    if (quiet.compareTo(QUIET) > 0 && (served != cleared || settles)) {
      cleared = served;
      collector.run();
    }
    if (quiet.compareTo(REST) > 0 && served != rested) {
      rested = served;
      collector.run();
      collector.run(); // the JVM counts an age up to the collection before
    }
    if (Files.exists(output) && Files.size(output) > OUTPUT_LIMIT) {
      try (FileChannel file = FileChannel.open(output, StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
    }
  }
}
