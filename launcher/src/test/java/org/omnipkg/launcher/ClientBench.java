package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** What a client's laws are shown with. */
interface ClientBench {
  /** All tests that do not end it share one daemon. */
  Run client();

  /** With a home and a daemon of its own. */
  Run alone();

  /** Of this test. */
  Path folder();

  /** Where {@link #client} is run. */
  Path shared();

  /** A file to hold while a command runs. */
  Path lease();

  static String line(Process process) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = process.getInputStream().read(); c != '\n' && c >= 0; ) {
      line.append((char) c);
      c = process.getInputStream().read();
    }
    return line.toString();
  }

  static void kill(String name, long process) throws Exception {
    new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
