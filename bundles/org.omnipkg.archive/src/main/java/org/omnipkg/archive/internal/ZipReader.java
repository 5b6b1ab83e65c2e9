package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Inflater;
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
  private final Inflater inflater = new Inflater(true);
  private final byte[] buffer = new byte[1 << 16];

  ZipReader(Gate gate) {
    this.gate = gate;
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
        new LocalHeaders(bytes).check(entries, frame.start());
        contents(zip, enter(zip, entries));
      }
    } catch (IOException | IllegalArgumentException broken) {
      throw Reason.CORRUPT.whole("the zip file is damaged: " + broken.getMessage(), broken);
    } finally {
      inflater.end();
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

  /** Names, kinds and sizes of all entries; what remains is the files, by entry. */
  private Map<ZipArchiveEntry, String> enter(ZipFile zip, List<ZipArchiveEntry> entries)
      throws IOException {
    Map<ZipArchiveEntry, String> files = new LinkedHashMap<>(entries.size() * 2);
    List<ZipArchiveEntry> links = new ArrayList<>();
    long total = 0;
    for (ZipArchiveEntry entry : entries) {
      oneName(entry);
      total += entry.getSize();
      gate.budget().declared(entry.getName(), total);
      int format = mode(entry) & FORMAT;
      if (format == LINK) {
        gate.allowLinks(entry.getName());
        links.add(entry);
      } else if (SPECIAL.contains(format)) {
        throw Reason.SPECIAL_FILE.at(entry.getName(), "is a device, a pipe or a socket");
      } else if (entry.getName().endsWith("/")) {
        folder(entry);
      } else if (format == FOLDER) {
        throw Reason.PARSER_DIFFERENTIAL.at(
            entry.getName(), "is a folder by its mode and a file by its name");
      } else {
        supported(entry);
        files.put(entry, gate.file(entry.getName()));
      }
    }
    for (ZipArchiveEntry link : links) {
      gate.symlink(link.getName(), target(zip, link));
    }
    return files;
  }

  private void contents(ZipFile zip, Map<ZipArchiveEntry, String> files) throws IOException {
    for (Map.Entry<ZipArchiveEntry, String> file : files.entrySet()) {
      ZipArchiveEntry entry = file.getKey();
      int mode = mode(entry);
      // Some tools set all bits where they know none.
      boolean known = (mode & FORMAT) == REGULAR || (mode & FORMAT) == 0;
      boolean executable = known && (mode & EXECUTE) != 0;
      try (InputStream raw = zip.getRawInputStream(entry)) {
        gate.content(file.getValue(), executable, content(entry, raw));
      }
    }
    gate.close();
  }

  private ZipContent content(ZipArchiveEntry entry, InputStream raw) {
    return new ZipContent(
        new ZipContent.Zipped(
            entry.getName(),
            entry.getMethod() == ZipArchiveEntry.DEFLATED,
            entry.getSize(),
            entry.getCrc()),
        raw,
        inflater,
        buffer,
        gate.budget());
  }

  private String target(ZipFile zip, ZipArchiveEntry link) throws IOException {
    supported(link);
    if (link.getSize() > LONGEST_TARGET) {
      throw Reason.SIZE_LIE.at(link.getName(), "is a link with a target of many bytes");
    }
    try (InputStream raw = zip.getRawInputStream(link);
        ZipContent content = content(link, raw)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
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
