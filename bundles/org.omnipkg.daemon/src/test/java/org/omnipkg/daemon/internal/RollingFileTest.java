package org.omnipkg.daemon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {
  @TempDir Path folder;

  @Test
  void a_full_log_moves_aside_and_the_one_before_it_is_dropped() throws Exception {
    Path log = folder.resolve("logs/x.log");
    String line = "y".repeat((int) RollingFile.LIMIT - 1) + "\n";
    try (RollingFile file = new RollingFile(log)) {
      file.append("first\n");
      file.append(line);
      assertEquals("first\n", Files.readString(folder.resolve("logs/x.log.1")));
      file.append("last\n");
    }
    assertEquals(RollingFile.LIMIT, Files.size(folder.resolve("logs/x.log.1")));
    assertEquals("last\n", Files.readString(log));
  }

  @Test
  void a_new_process_appends() throws Exception {
    Path log = folder.resolve("x.log");
    for (String word : new String[] {"a", "b"}) {
      try (RollingFile file = new RollingFile(log)) {
        file.append(word);
      }
    }
    assertTrue(Files.readString(log).equals("ab"));
  }
}
