package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Tar, from front to back, inflated once. */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int EXECUTE = 0111;

  private final Gate gate;

  TarReader(Gate gate) {
    this.gate = gate;
  }

  void read(Path archive, String format) {
    try (InputStream plain = Decompression.open(archive, format)) {
      read(plain, format);
    } catch (IOException broken) {
      throw Reason.CORRUPT.whole("the tar is damaged: " + broken.getMessage(), broken);
    }
  }

  void read(InputStream plain, String format) {
    try (TarWatch watch = new TarWatch(plain, gate.budget());
        // Lenient: owners and times that are no numbers occur in old archives and mean nothing.
        TarArchiveInputStream tar = new TarArchiveInputStream(watch, BLOCK, BLOCK, "UTF-8", true)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        take(entry, tar);
      }
      watch.transferTo(OutputStream.nullOutputStream());
      if (!watch.even() || (format.equals("tar") && !watch.ended())) {
        throw Reason.CORRUPT.whole("the tar is cut short");
      }
    } catch (IOException | IllegalArgumentException broken) {
      throw Reason.CORRUPT.whole("the tar is damaged: " + broken.getMessage(), broken);
    }
    gate.close();
  }

  private void take(TarArchiveEntry entry, TarArchiveInputStream tar) {
    String name = entry.getName();
    if (entry.isSymbolicLink()) {
      gate.symlink(name, entry.getLinkName());
    } else if (entry.isLink()) {
      gate.hardlink(name, entry.getLinkName());
    } else if (entry.isDirectory()) {
      if (entry.getSize() > 0) {
        throw Reason.PARSER_DIFFERENTIAL.at(name, "is a folder with content");
      }
      gate.folder(name);
    } else if (entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO()) {
      throw Reason.SPECIAL_FILE.at(name, "is a device or a pipe");
    } else if (entry.isSparse() || !entry.isFile()) {
      throw Reason.UNSUPPORTED.at(name, "is neither file, folder nor link");
    } else {
      boolean executable = (entry.getMode() & EXECUTE) != 0;
      gate.content(gate.file(name), executable, new Member(name, tar, gate.budget()));
    }
  }

  /** The bytes of the entry the reader stands on. */
  private static final class Member extends Gate.Content {
    private final String name;
    private final TarArchiveInputStream tar;
    private final Budget budget;

    Member(String name, TarArchiveInputStream tar, Budget budget) {
      this.name = name;
      this.tar = tar;
      this.budget = budget;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      try {
        int got = tar.read(into, offset, length);
        if (got > 0) {
          budget.content(name, got);
        }
        return got;
      } catch (IOException broken) {
        throw Reason.CORRUPT.at(name, "is damaged: " + broken.getMessage(), broken);
      }
    }
  }
}
