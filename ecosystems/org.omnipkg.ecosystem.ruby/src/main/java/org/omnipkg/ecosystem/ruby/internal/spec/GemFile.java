package org.omnipkg.ecosystem.ruby.internal.spec;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the specification of a gem's file without unpacking it. */
public final class GemFile {
  public static final String METADATA = "metadata.gz";

  /** The packed specification, opened, may have so many bytes. */
  public static final int LONGEST = 8 << 20;

  private static final int BLOCK = 512;
  private static final int MEMBERS = 64;

  private GemFile() {}

  public static GemSpec spec(Path file) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      for (int i = 0; i < MEMBERS; i++) {
        byte[] header = stream.readNBytes(BLOCK);
        if (header.length < BLOCK || header[0] == 0) {
          break;
        }
        long size = size(header);
        if (name(header).equals(METADATA)) {
          if (size > LONGEST) {
            throw new Unreadable("its specification is too long");
          }
          return YamlSpec.read(Inflation.gunzip(stream.readNBytes((int) size), LONGEST));
        }
        stream.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
      }
    }
    throw new Unreadable("it has no `" + METADATA + "`");
  }

  private static String name(byte[] header) {
    int end = 0;
    while (end < 100 && header[end] != 0) {
      end++;
    }
    return new String(header, 0, end, StandardCharsets.UTF_8);
  }

  private static long size(byte[] header) throws Unreadable {
    String digits = new String(header, 124, 12, StandardCharsets.US_ASCII).replace('\0', ' ');
    try {
      return Long.parseLong(digits.strip(), 8);
    } catch (NumberFormatException e) {
      throw new Unreadable("it is no tar archive", e);
    }
  }
}
