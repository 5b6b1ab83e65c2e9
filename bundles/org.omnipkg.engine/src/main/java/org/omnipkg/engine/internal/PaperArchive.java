package org.omnipkg.engine.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive of no use to anybody: many small files and a few larger ones, as wheels have them. */
final class PaperArchive {
  private static final int FOLDERS = 5;
  private static final int SMALL = 3_000;
  private static final int LARGE = 150_000;
  private static final int LETTERS = 12;

  private PaperArchive() {}

  /**
   * @param seed another one makes other files
   */
  static byte[] bytes(int files, long seed) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (int i = 0; i < files; i++) {
        zip.putNextEntry(new ZipEntry("paper/part" + i % FOLDERS + "/sheet" + i + ".txt"));
        zip.write(text(random, i == 0 ? LARGE : random.nextInt(SMALL)));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] text(Random random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(LETTERS));
    }
    return text;
  }
}
