package org.omnipkg.ecosystem.python.internal.index;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The {@code PKG-INFO} at the top of a source archive; nothing is unpacked for it. */
final class SourceArchive {
  private static final int BLOCK = 512;

  private SourceArchive() {}

  /** Empty when there is none, or the archive is of a kind not read here. */
  static Optional<byte[]> metadata(Path archive, String filename) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      if (filename.endsWith(".zip")) {
        return inZip(new ZipInputStream(in));
      }
      if (filename.endsWith(".tar.gz") || filename.endsWith(".tgz")) {
        return inTar(new GZIPInputStream(in, 64 * 1024));
      }
      return filename.endsWith(".tar") ? inTar(in) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean wanted(String entry) {
    int slash = entry.indexOf('/', entry.startsWith("./") ? 2 : 0);
    return slash > 0 && entry.startsWith("/PKG-INFO", slash) && entry.length() == slash + 9;
  }

  private static Optional<byte[]> inZip(ZipInputStream zip) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (wanted(entry.getName())) {
        return Optional.of(zip.readNBytes(LocalWheel.LARGEST));
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> inTar(InputStream tar) throws IOException {
    byte[] head = tar.readNBytes(BLOCK);
    while (head.length == BLOCK && head[0] != 0) {
      long size = octal(head);
      if (size < 0) {
        return Optional.empty();
      }
      boolean plain = head[156] == '0' || head[156] == 0;
      if (plain && wanted(text(head, 0, 100))) {
        return Optional.of(tar.readNBytes((int) Math.min(size, LocalWheel.LARGEST)));
      }
      tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
      head = tar.readNBytes(BLOCK);
    }
    return Optional.empty();
  }

  private static long octal(byte[] head) {
    String digits = text(head, 124, 12).strip();
    return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
  }

  private static String text(byte[] head, int from, int length) {
    int end = from;
    while (end < from + length && head[end] != 0) {
      end++;
    }
    return new String(head, from, end - from, StandardCharsets.UTF_8);
  }
}
