package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.zip.AbstractUnicodeExtraField;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Zip: everything that can be known without inflating is checked before the first file goes out.
 */
final class ZipReader {
  private static final int FORMAT = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;
  private static final Set<Integer> SPECIAL = Set.of(0010000, 0020000, 0060000, 0140000);
  private static final int EXECUTE = 0111;
  private static final int LONGEST_TARGET = 4096;

  private final Gate gate;
  private final Executor helpers;
  private final Inflating.Spares spares;

  ZipReader(Gate gate, Executor helpers, Inflating.Spares spares) {
    this.gate = gate;
    this.helpers = helpers;
    this.spares = spares;
  }

  /**
   * A file of the archive.
   *
   * @param path in the tree
   * @param start of its packed bytes
   */
  private record Member(ZipArchiveEntry entry, String path, long start) {
    boolean executable() {
      int mode = mode(entry);
      // Some tools set all bits where they know none.
      boolean known = (mode & FORMAT) == REGULAR || (mode & FORMAT) == 0;
      return known && (mode & EXECUTE) != 0;
    }
  }

  /** What one thread reads with. */
  private final class Reader implements AutoCloseable {
    private final FileChannel channel;
    private final Inflating inflating = new Inflating(spares);

    Reader(FileChannel channel) {
      this.channel = channel;
    }

    ZipContent content(ZipArchiveEntry entry, long start) {
      return new ZipContent(
          new ZipContent.Zipped(
              entry.getName(),
              entry.getMethod() == ZipArchiveEntry.DEFLATED,
              !entry.getGeneralPurposeBit().usesDataDescriptor(),
              entry.getSize(),
              entry.getCrc()),
          () -> new Packed(channel, start, entry.getCompressedSize()),
          inflating,
          gate.budget());
    }

    Runnable take(Member member) {
      return gate.take(member.path(), member.executable(), content(member.entry(), member.start()));
    }

    @Override
    public void close() {
      inflating.close();
    }
  }

  void read(Path archive) {
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ)) {
      Bytes bytes = Bytes.of(channel);
      ZipFrame frame = ZipFrame.of(bytes);
      try (ZipFile zip = open(channel)) {
        List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
        if (entries.size() != frame.entries()) {
          throw ZipFrame.differs("its directory has other entries than it counts");
        }
        long[] starts = new LocalHeaders(bytes).check(entries, frame.start());
        contents(channel, enter(channel, entries, starts));
      }
    } catch (IOException | IllegalArgumentException broken) {
      throw Reason.CORRUPT.whole("the zip file is damaged: " + broken.getMessage(), broken);
    }
  }

  private static ZipFile open(FileChannel channel) throws IOException {
    // Names without the UTF-8 flag are code page 437, as Python's zipfile reads them.
    Charset old =
        Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
    return ZipFile.builder()
        .setSeekableByteChannel(new WindowedChannel(channel))
        .setCharset(old)
        .setUseUnicodeExtraFields(false)
        .setIgnoreLocalFileHeader(true)
        .get();
  }

  /** Names, kinds and sizes of all entries; what remains is the files. */
  private List<Member> enter(FileChannel channel, List<ZipArchiveEntry> entries, long[] starts) {
    List<Member> files = new ArrayList<>(entries.size());
    List<Member> links = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < starts.length; i++) {
      ZipArchiveEntry entry = entries.get(i);
      oneName(entry);
      total += entry.getSize();
      gate.budget().declared(entry.getName(), total);
      int format = mode(entry) & FORMAT;
      if (format == LINK) {
        gate.allowLinks(entry.getName());
        links.add(new Member(entry, entry.getName(), starts[i]));
      } else if (SPECIAL.contains(format)) {
        throw Reason.SPECIAL_FILE.at(entry.getName(), "is a device, a pipe or a socket");
      } else if (entry.getName().endsWith("/")) {
        folder(entry);
      } else if (format == FOLDER) {
        throw Reason.PARSER_DIFFERENTIAL.at(
            entry.getName(), "is a folder by its mode and a file by its name");
      } else {
        supported(entry);
        files.add(new Member(entry, gate.file(entry.getName()), starts[i]));
      }
    }
    if (!links.isEmpty()) {
      try (Reader reader = new Reader(channel)) {
        links.forEach(link -> gate.symlink(link.path(), target(reader, link)));
      }
    }
    return files;
  }

  private void contents(FileChannel channel, List<Member> files) {
    if (gate.many()) {
      Crew.work(
          largest(files),
          helpers,
          () -> {
            Reader reader = new Reader(channel);
            return new Crew.Hand() {
              @Override
              public Runnable apply(int piece) {
                return reader.take(files.get(piece));
              }

              @Override
              public void close() {
                reader.close();
              }
            };
          });
    } else {
      try (Reader reader = new Reader(channel)) {
        files.forEach(file -> reader.take(file).run());
      }
    }
    gate.close();
  }

  private static int[] largest(List<Member> files) {
    return IntStream.range(0, files.size())
        .boxed()
        .sorted(Comparator.comparingLong(i -> -files.get(i).entry().getSize()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private String target(Reader reader, Member link) {
    ZipArchiveEntry entry = link.entry();
    supported(entry);
    if (entry.getSize() > LONGEST_TARGET) {
      throw Reason.SIZE_LIE.at(entry.getName(), "is a link with a target of many bytes");
    }
    return new String(
        reader.content(entry, link.start()).readNBytes(LONGEST_TARGET + 1), StandardCharsets.UTF_8);
  }

  private void folder(ZipArchiveEntry entry) {
    if (entry.getSize() > 0) {
      throw Reason.PARSER_DIFFERENTIAL.at(entry.getName(), "is a folder with content");
    }
    gate.folder(entry.getName());
  }

  private static int mode(ZipArchiveEntry entry) {
    return (int) (entry.getExternalAttributes() >>> 16) & 0xffff;
  }

  private static void supported(ZipArchiveEntry entry) {
    if (entry.getMethod() != ZipArchiveEntry.DEFLATED
        && entry.getMethod() != ZipArchiveEntry.STORED) {
      throw Reason.UNSUPPORTED.at(
          entry.getName(), "is compressed by method " + entry.getMethod() + ", not by deflate");
    }
    if (entry.getMethod() == ZipArchiveEntry.STORED
        && entry.getSize() != entry.getCompressedSize()) {
      throw Reason.SIZE_LIE.at(entry.getName(), "is not compressed and yet has two sizes");
    }
  }

  private static void oneName(ZipArchiveEntry entry) {
    if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof AbstractUnicodeExtraField f
        && !entry.getName().equals(new String(f.getUnicodeName(), StandardCharsets.UTF_8))) {
      throw Reason.PARSER_DIFFERENTIAL.at(entry.getName(), "has a second name");
    }
  }
}
