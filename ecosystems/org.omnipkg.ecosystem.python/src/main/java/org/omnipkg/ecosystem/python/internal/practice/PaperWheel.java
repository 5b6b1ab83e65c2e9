package org.omnipkg.ecosystem.python.internal.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.omnipkg.ecosystem.support.Digests;

/**
 * A wheel of a few small modules and a command.
 *
 * @param files their text by their paths, RECORD the last
 */
record PaperWheel(Map<String, String> files) {
  private static final int PARTS = 4;

  /**
   * One for every platform.
   *
   * @param name of the project, with underscores
   * @param metadata the text of METADATA
   * @param modules how many
   */
  static PaperWheel of(String name, String version, String metadata, int modules) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < modules; i++) {
      files.put(name + "/part" + i % PARTS + "/module" + i + ".py", "number = " + i + "\n");
    }
    String info = name + "-" + version + ".dist-info/";
    files.put(info + "METADATA", metadata);
    files.put(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    files.put(
        info + "entry_points.txt", "[console_scripts]\n" + name + " = " + name + ".part0:main\n");
    StringBuilder record = new StringBuilder();
    files.forEach(
        (path, text) -> {
          String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text));
          record.append(path).append(",sha256=").append(hash).append(',').append(text.length());
          record.append('\n');
        });
    files.put(info + "RECORD", record.append(info).append("RECORD,,\n").toString());
    return new PaperWheel(files);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] sha256(String text) {
    return digest("SHA-256", text.getBytes(StandardCharsets.UTF_8));
  }

  /** By an algorithm that every Java has, by its name there. */
  static byte[] digest(String algorithm, byte[] content) {
    return Digests.named(algorithm).digest(content);
  }
}
