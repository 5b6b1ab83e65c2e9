package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
  @Test
  void the_first_executable_wins_and_a_blocked_one_is_the_last_resort(@TempDir Path folder)
      throws Exception {
    Path one = Files.createDirectories(folder.resolve("one"));
    Path two = Files.createDirectories(folder.resolve("two"));
    Path blocked = Files.writeString(one.resolve("tool"), "");
    String path = one + ":" + two + ":";
    assertEquals(Optional.of(blocked), SearchPath.find("tool", path));
    Path good = Files.writeString(two.resolve("tool"), "");
    good.toFile().setExecutable(true);
    assertEquals(Optional.of(good), SearchPath.find("tool", path));
    assertEquals(Optional.empty(), SearchPath.find("other", path));
  }
}
