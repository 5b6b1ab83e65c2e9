package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperWheelsTest {
  @TempDir Path home;

  @Test
  void each_says_what_it_needs_and_nothing_is_left_of_them() throws IOException {
    Path folder = home.resolve("cache/practice");
    PaperWheels.make(folder);
    List<Path> wheels;
    try (Stream<Path> list = Files.list(folder)) {
      wheels = list.sorted().toList();
    }
    assertEquals(16, wheels.size());
    for (Path wheel : wheels) {
      String info = wheel.getFileName().toString().replace("-py3-none-any.whl", ".dist-info/");
      try (ZipFile zip = new ZipFile(wheel.toFile())) {
        assertTrue(zip.getEntry(info + "METADATA") != null, info);
      }
    }
    PaperWheels.make(folder);
    PaperWheels.remove(folder);
    assertFalse(Files.exists(folder));
    PaperWheels.remove(folder);
  }
}
