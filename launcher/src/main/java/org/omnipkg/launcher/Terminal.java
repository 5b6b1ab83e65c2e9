package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the standard streams are; the C client tells, because Java cannot ask the kernel. */
record Terminal(int bits, int columns, int rows) {
  static Terminal find() {
    String told = System.getProperty("omnipkg.terminal");
    if (told != null) {
      String[] numbers = told.split(",");
      return new Terminal(
          Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
    int bits = 0;
    for (int descriptor = 0; descriptor < 3; descriptor++) {
      bits |= terminal(descriptor) ? 1 << descriptor : 0;
    }
    return new Terminal(bits, number("COLUMNS"), number("LINES"));
  }

  private static boolean terminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.matches("/dev/(pts/\\d+|tty.*|console)");
    } catch (IOException e) {
      return false;
    }
  }

  private static int number(String variable) {
    String value = System.getenv(variable);
    return value != null && value.matches("\\d{1,4}") ? Integer.parseInt(value) : 0;
  }
}
