package org.omnipkg.ecosystem.python.internal.survey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.omnipkg.ecosystem.python.internal.layout.Row;
import org.omnipkg.ecosystem.support.Digests;

/** A wheel being written: entries in the order given, all of one time, RECORD last. */
final class WheelFile implements AutoCloseable {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int HEADER = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;

  private final Path file;
  private final String distInfo;
  private final ZipOutputStream zip;
  private final StringBuilder record = new StringBuilder();
  private final Map<String, Integer> modes = new LinkedHashMap<>();

  WheelFile(Path file, String distInfo) throws IOException {
    this.file = file;
    this.distInfo = distInfo;
    this.zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8);
  }

  void add(String name, Path content, boolean executable) throws IOException {
    try (InputStream in = Files.newInputStream(content)) {
      add(name, in, executable);
    }
  }

  void add(String name, byte[] content, boolean executable) throws IOException {
    add(name, new ByteArrayInputStream(content), executable);
  }

  private void add(String name, InputStream content, boolean executable) throws IOException {
    entry(name, executable);
    MessageDigest digest = Digests.sha256();
    DigestOutputStream out = new DigestOutputStream(zip, digest);
    long size = content.transferTo(out);
    zip.closeEntry();
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    record.append(new Row(name, "sha256=" + hash, Long.toString(size)));
  }

  private void entry(String name, boolean executable) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EPOCH);
    zip.putNextEntry(entry);
    modes.put(name, executable ? 0100755 : 0100644);
  }

  void finish() throws IOException {
    String name = distInfo + "/RECORD";
    record.append(Row.bare(name));
    entry(name, false);
    zip.write(record.toString().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.close();
    try (RandomAccessFile all = new RandomAccessFile(file.toFile(), "rw")) {
      markModes(all);
    }
  }

  /** Java writes no Unix modes: they go into the directory at the end afterwards. */
  private void markModes(RandomAccessFile all) throws IOException {
    byte[] tail = new byte[END_LENGTH];
    all.seek(all.length() - END_LENGTH);
    all.readFully(tail);
    if (number(tail, 0, 4) != END) {
      throw new IOException("not the end of a zip: " + file.getFileName());
    }
    byte[] directory = new byte[(int) number(tail, 12, 4)];
    long start = number(tail, 16, 4);
    all.seek(start);
    all.readFully(directory);
    int at = 0;
    for (int mode : modes.values()) {
      if (number(directory, at, 4) != HEADER) {
        throw new IOException("not a zip directory: " + file.getFileName());
      }
      directory[at + 5] = 3; // made on Unix
      directory[at + 40] = (byte) (mode & 0xff);
      directory[at + 41] = (byte) (mode >> 8);
      at +=
          46
              + (int) number(directory, at + 28, 2)
              + (int) number(directory, at + 30, 2)
              + (int) number(directory, at + 32, 2);
    }
    all.seek(start);
    all.write(directory);
  }

  private static long number(byte[] bytes, int at, int length) {
    long number = 0;
    for (int i = length - 1; i >= 0; i--) {
      number = number << 8 | bytes[at + i] & 0xff;
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
