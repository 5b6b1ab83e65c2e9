package org.omnipkg.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;

class HomePlacesTest {
  @TempDir Path folder;

  @Test
  void folders_exist_once_asked_for_and_the_configuration_may_not() {
    HomePlaces places = places(folder.resolve("home"));

    assertTrue(Files.isDirectory(places.runtimes()));
    assertEquals(folder.resolve("home/env"), places.environments());
    assertFalse(Files.exists(places.configuration()));
  }

  @Test
  void a_shipped_native_file_goes_before_one_made_here() throws Exception {
    HomePlaces places = places(folder.resolve("home"));
    assertTrue(places.nativeFile("launcher").isEmpty());

    Path made = file(folder.resolve("home/native/linux-x86_64/launcher"));
    assertEquals(Optional.of(made), places.nativeFile("launcher"));

    Path shipped = file(folder.resolve("dist/lib/native/linux-x86_64/launcher"));
    assertEquals(Optional.of(shipped), places.nativeFile("launcher"));
  }

  @Test
  void paths_are_pretty() {
    HomePlaces places = places(folder.resolve("home"));

    assertEquals("~/x/y", places.pretty(folder.resolve("user/x/y")));
    assertEquals("~", places.pretty(folder.resolve("user")));
    assertEquals("env/default", places.pretty(folder.resolve("home/env/default")));
    assertEquals("/usr/bin/python3", places.pretty(Path.of("/usr/bin/python3")));
  }

  @Test
  void a_home_that_cannot_be_made_is_refused_by_name() throws Exception {
    Path file = file(folder.resolve("plain"));

    Refusal refusal = assertThrows(Refusal.class, () -> places(file.resolve("home")).store());

    assertEquals("home.unusable", refusal.diagnostic().code());
  }

  private HomePlaces places(Path home) {
    return new HomePlaces(
        home, Optional.of(folder.resolve("dist")), folder.resolve("user"), "linux-x86_64");
  }

  private static Path file(Path path) throws Exception {
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "x");
  }
}
