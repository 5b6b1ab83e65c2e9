package org.omnipkg.daemon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_loses_lines_and_stops_nobody() throws Exception {
    Path log = Files.createSymbolicLink(folder.resolve("x.log"), Path.of("/dev/full"));
    try (RollingFile file = new RollingFile(log)) {
      file.append("one\n");
      file.append("two\n");
      assertEquals(2, file.lost());
    }
  }

  @Test
  void a_log_that_cannot_move_aside_goes_on_once_it_can() throws Exception {
    Path log = folder.resolve("x.log");
    Path aside = Files.createDirectories(folder.resolve("x.log.1/in the way")).getParent();
    try (RollingFile file = new RollingFile(log)) {
      file.append("y".repeat((int) RollingFile.LIMIT));
      file.append("lost");
      assertEquals(1, file.lost());
      Files.delete(aside.resolve("in the way"));
      Files.delete(aside);
      file.append("kept");
    }
    assertEquals("kept", Files.readString(log));
  }
}
