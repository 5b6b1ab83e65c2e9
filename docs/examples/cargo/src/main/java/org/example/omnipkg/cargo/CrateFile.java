package org.example.omnipkg.cargo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Looks into a {@code .crate}, whose digest was verified, for one file at its top. */
final class CrateFile {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int KIND = 156;
  private static final int PREFIX = 345;

  /** Larger than any lock, and than all that is read on the way to one. */
  private static final long MOST = 64L << 20;

  private static final int LARGEST = 4 << 20;

  private CrateFile() {}

  /** Text of a file directly below the crate's folder; empty when there is none. */
  static Optional<String> text(Path crate, String name) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(crate))) {
      byte[] header = new byte[BLOCK];
      long read = 0;
      while (read < MOST && in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
        long size = size(header);
        String path = path(header);
        boolean plain = header[KIND] == '0' || header[KIND] == 0;
        if (plain && size <= LARGEST && path.substring(path.indexOf('/') + 1).equals(name)) {
          return Optional.of(new String(in.readNBytes((int) size), StandardCharsets.UTF_8));
        }
        long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        in.skipNBytes(padded);
        read += BLOCK + padded;
      }
      return Optional.empty();
    } catch (EOFException cut) {
      return Optional.empty();
    } catch (IOException e) {
      // whether it is an archive at all is found when it is unpacked
      return Optional.empty();
    }
  }

  private static String path(byte[] header) {
    String prefix = string(header, PREFIX, 155);
    String name = string(header, 0, NAME);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String string(byte[] header, int from, int most) {
    int end = from;
    while (end < from + most && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long size(byte[] header) throws IOException {
    String octal = string(header, SIZE, 12).strip();
    try {
      return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("no tar header", e);
    }
  }
}
