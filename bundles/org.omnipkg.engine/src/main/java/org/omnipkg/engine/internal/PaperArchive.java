package org.omnipkg.engine.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
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
        byte[] text = text(random, i == 0 ? LARGE : random.nextInt(SMALL));
        zip.putNextEntry(entry("paper/part" + i % FOLDERS + "/sheet" + i + ".txt", text));
        zip.write(text);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** With its lengths ahead of it, as in wheels. */
  private static ZipEntry entry(String name, byte[] text) {
    CRC32 sum = new CRC32();
    sum.update(text);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    deflater.setInput(text);
    deflater.finish();
    byte[] packed = new byte[text.length + 100];
    while (!deflater.finished()) {
      deflater.deflate(packed);
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(text.length);
    entry.setCompressedSize(deflater.getBytesWritten());
    entry.setCrc(sum.getValue());
    deflater.end();
    return entry;
  }

  private static byte[] text(Random random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(LETTERS));
    }
    return text;
  }
}
