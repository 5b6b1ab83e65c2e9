package org.omnipkg.shell.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Wheels that say what they need and contain nothing; never installed. */
final class PaperWheels {
  static final String FIRST = "omnipkg-paper-0";
  private static final int WHEELS = 16;
  private static final int LINES = 120;

  private PaperWheels() {}

  static void make(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < WHEELS; i++) {
      String name = "omnipkg_paper_" + i + "-1." + i;
      Path wheel = folder.resolve(name + "-py3-none-any.whl");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
        entry(zip, name + ".dist-info/METADATA", metadata(i));
        entry(zip, name + ".dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n");
      }
    }
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String metadata(int number) {
    StringBuilder text = new StringBuilder("Metadata-Version: 2.1\n");
    text.append("Name: omnipkg-paper-").append(number).append("\nVersion: 1.").append(number);
    text.append("\nRequires-Python: >=2.7\n");
    for (int needed = number + 1; needed < Math.min(number + 4, WHEELS); needed++) {
      text.append("Requires-Dist: omnipkg-paper-").append(needed).append(" (>=1.0,<3)");
      text.append("; python_version >= \"2.7\" or extra == \"more\"\n");
    }
    text.append("Provides-Extra: more\n\n");
    for (int line = 0; line < LINES; line++) {
      text.append("This is line ").append(line).append(" of a description.\n");
    }
    return text.toString();
  }

  static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> all;
      try (Stream<Path> list = Files.list(folder)) {
        all = list.toList();
      }
      for (Path one : all) {
        Files.deleteIfExists(one);
      }
      Files.deleteIfExists(folder);
    }
  }
}
