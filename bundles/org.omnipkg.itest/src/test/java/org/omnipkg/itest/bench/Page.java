package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page whose tables are made, and whose other words are written by hand and kept. */
record Page(Path file) {
  /** Puts the text between the markers of that name. */
  void replace(String name, String text) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), name, text));
  }

  static String replaced(String page, String name, String text) {
    String begin = "<!-- " + name + ": made by the benchmark, do not edit -->\n";
    String end = "<!-- end of " + name + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("the page has no place for " + name);
    }
    return page.substring(0, from) + begin + text + page.substring(to);
  }
}
