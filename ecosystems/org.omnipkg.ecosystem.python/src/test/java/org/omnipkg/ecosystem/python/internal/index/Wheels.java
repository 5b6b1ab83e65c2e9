package org.omnipkg.ecosystem.python.internal.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small wheels and source archives made on the spot. */
final class Wheels {
  private Wheels() {}

  /** Core metadata of a package and the lines that follow its name and version. */
  static String metadata(String version, String name, String number, String... lines) {
    String head =
        "Metadata-Version: " + version + "\nName: " + name + "\nVersion: " + number + "\n";
    return head + String.join("\n", lines) + "\n\nWhat it is for.\n";
  }

  /** A wheel with that metadata behind so many bytes of ballast. */
  static byte[] wheel(String folder, String metadata, int ballast) {
    byte[] noise = new byte[ballast];
    new Random(1).nextBytes(noise);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("package/noise.bin", noise);
    files.put(
        "package/_vendor/x-1.dist-info/METADATA", "Name: wrong\n".getBytes(StandardCharsets.UTF_8));
    files.put(folder + ".dist-info/METADATA", metadata.getBytes(StandardCharsets.UTF_8));
    files.put(folder + ".dist-info/RECORD", new byte[0]);
    return zip(files);
  }

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A compressed tape archive of plain files. */
  static byte[] tarGz(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream tar = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        byte[] head = new byte[512];
        put(head, 0, file.getKey());
        put(head, 124, String.format("%011o", content.length));
        head[156] = '0';
        put(head, 257, "ustar");
        tar.write(head);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
      }
      tar.write(new byte[1024]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] head, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, head, at, bytes.length);
  }
}
