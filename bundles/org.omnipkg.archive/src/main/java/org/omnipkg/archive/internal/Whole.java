package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omnipkg.spi.Packing;

/** A file that is not opened, handed through the same door as what comes out of archives. */
final class Whole {
  private Whole() {}

  static void read(Path file, Gate gate) {
    try (InputStream in = Files.newInputStream(file)) {
      gate.content(gate.file(Packing.FILE), false, new Plain(in, gate.budget()));
      gate.close();
    } catch (IOException unreadable) {
      throw Reason.CORRUPT.whole(
          "the file `" + file.getFileName() + "` cannot be read", unreadable);
    }
  }

  /** Its bytes, counted. */
  private static final class Plain extends Gate.Content {
    private final InputStream in;
    private final Budget budget;

    Plain(InputStream in, Budget budget) {
      this.in = in;
      this.budget = budget;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      try {
        int count = in.read(into, offset, length);
        budget.content(Packing.FILE, Math.max(0, count));
        return count;
      } catch (IOException broken) {
        throw Reason.CORRUPT.at(Packing.FILE, "cannot be read: " + broken.getMessage(), broken);
      }
    }
  }
}
