package org.omnipkg.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Packing;
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

  /**
   * The same, by several threads where the archive allows it: the sink is then called by many at
   * once and in any order. The files are returned in archive order all the same, and an archive
   * that is refused is refused for the same reason.
   *
   * @param helpers may run what they are given at any time, or never; when this returns nothing of
   *     it is under way
   */
  default List<Entry> stream(
      Path archive, Rules rules, Sink sink, Progress progress, Executor helpers) {
    return stream(archive, rules, sink, progress);
  }

  /** Unpacks into an existing, empty folder of ours, links inside the tree included. */
  void unpack(Path archive, Rules rules, Path into, Progress progress);

  /** Takes one file; must read the stream to its end. */
  @FunctionalInterface
  interface Sink {
    Digest accept(String path, boolean executable, InputStream content) throws IOException;
  }

  /** What becomes of symbolic and hard links. Wherever they are not dropped they stay inside. */
  enum Links {
    /** The archive is refused. */
    REFUSED,
    /** They are passed over. */
    DROPPED,
    /** Copies of the files they lead to; one that leads to nothing is nothing. */
    COPIED,
    /** Links, where a folder is unpacked to; a sink is told of none. */
    KEPT
  }

  /**
   * What an archive may be.
   *
   * @param format {@code zip}, {@code tar}, {@code tar.gz}, {@code tar.bz2}, {@code tar.xz}, or
   *     {@link Packing#FILE}: what is not opened is one entry of that name
   * @param links what symbolic and hard links in it become
   * @param singleRoot whether everything must lie below one top-level folder
   * @param collisions whether names that differ only by case or Unicode form are allowed
   * @param strip leading path components dropped
   * @param maxBytes unpacked bytes at most
   * @param maxEntries entries at most
   * @param inner members that are archives themselves: path to format, of which {@code gz}, a
   *     single packed file, is one more, and {@code zip} is none. What is in them is told below
   *     that path and a slash, in place of the member, and counts towards the same limits
   */
  record Rules(
      String format,
      Links links,
      boolean singleRoot,
      boolean collisions,
      int strip,
      long maxBytes,
      int maxEntries,
      Map<String, String> inner) {
    private static final long LARGEST = 16L << 30;
    private static final int MOST = 400_000;

    public Rules {
      inner = Map.copyOf(inner);
      if (links == Links.KEPT && !inner.isEmpty()) {
        // A link of the outer archive could lead over one of the inner's and out of the tree.
        throw new IllegalArgumentException("links of archives inside archives are never kept");
      }
    }

    /** Nothing inside it is opened. */
    public Rules(
        String format,
        boolean links,
        boolean singleRoot,
        boolean collisions,
        int strip,
        long maxBytes,
        int maxEntries) {
      this(
          format,
          links ? Links.KEPT : Links.REFUSED,
          singleRoot,
          collisions,
          strip,
          maxBytes,
          maxEntries,
          Map.of());
    }

    /** As a language packs its artifacts. */
    public static Rules of(Packing packing) {
      return new Rules(
          packing.format(),
          switch (packing.links()) {
            case REFUSED -> Links.REFUSED;
            case DROPPED -> Links.DROPPED;
            case COPIED -> Links.COPIED;
          },
          false,
          packing.collisions(),
          packing.strip(),
          LARGEST,
          MOST,
          packing.inner());
    }

    /** Wheels (PEP 427): plain files only. */
    public static Rules wheel() {
      return new Rules("zip", false, false, false, 0, LARGEST, MOST);
    }

    /** Source archives (PEP 625 and older): links inside, one root, which is dropped. */
    public static Rules sdist(String format) {
      return new Rules(format, true, true, true, 1, LARGEST / 2, MOST);
    }

    /** Archives we pinned by digest: runtimes. */
    public static Rules runtime(String format, int strip) {
      return new Rules(format, true, false, true, strip, LARGEST, MOST);
    }
  }
}
