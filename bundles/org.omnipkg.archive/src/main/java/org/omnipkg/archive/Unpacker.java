package org.omnipkg.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Progress;
import org.osgi.annotation.versioning.ProviderType;

/** The only way out of an archive. Refuses with {@code archive.<reason>} naming the entry. */
@ProviderType
public interface Unpacker {
  /**
   * Streams the regular files of an archive into a sink, in archive order.
   *
   * @param rules what this kind of archive may contain
   * @return the files, as the sink stored them
   */
  List<Entry> stream(Path archive, Rules rules, Sink sink, Progress progress);

  /** Unpacks into an existing, empty folder of ours, links inside the tree included. */
  void unpack(Path archive, Rules rules, Path into, Progress progress);

  /** Takes one file; must read the stream to its end. */
  @FunctionalInterface
  interface Sink {
    Digest accept(String path, boolean executable, InputStream content) throws IOException;
  }

  /**
   * What an archive may be.
   *
   * @param format {@code zip}, {@code tar}, {@code tar.gz}, {@code tar.bz2}, {@code tar.xz}
   * @param links whether symbolic and hard links that stay inside the tree are allowed
   * @param singleRoot whether everything must lie below one top-level folder
   * @param collisions whether names that differ only by case or Unicode form are allowed
   * @param strip leading path components dropped
   * @param maxBytes unpacked bytes at most
   * @param maxEntries entries at most
   */
  record Rules(
      String format,
      boolean links,
      boolean singleRoot,
      boolean collisions,
      int strip,
      long maxBytes,
      int maxEntries) {
    /** Wheels (PEP 427): plain files only. */
    public static Rules wheel() {
      return new Rules("zip", false, false, false, 0, 16L << 30, 400_000);
    }

    /** Source archives (PEP 625 and older): links inside, one root, which is dropped. */
    public static Rules sdist(String format) {
      return new Rules(format, true, true, true, 1, 8L << 30, 400_000);
    }

    /** Archives we pinned by digest: runtimes. */
    public static Rules runtime(String format, int strip) {
      return new Rules(format, true, false, true, strip, 16L << 30, 400_000);
    }
  }
}
