package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path folder;

  @Test
  void the_digest_is_fnv_1a() {
    assertEquals("cbf29ce484222325", Home.digest(""));
    assertEquals("85944171f73967e8", Home.digest("foobar"));
  }

  @Test
  void the_first_variable_that_is_set_decides() {
    Map<String, String> environment =
        Map.of("OMNIPKG_HOME", "/a", "XDG_DATA_HOME", "/b", "HOME", "/c");
    assertEquals(Path.of("/a"), Home.wanted(environment));
    assertEquals(
        Path.of("/b/omnipkg"), Home.wanted(Map.of("OMNIPKG_HOME", "", "XDG_DATA_HOME", "/b")));
    assertEquals(Path.of("/c/.local/share/omnipkg"), Home.wanted(Map.of("HOME", "/c")));
    assertThrows(Trouble.class, () -> Home.wanted(Map.of()));
  }

  @Test
  void a_link_to_a_home_is_that_home() throws Exception {
    Path home = Home.at(folder.resolve("home")).path();
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    assertEquals(home, Home.at(link).path());
  }

  @Test
  void a_socket_path_that_would_be_too_long_is_not_used() throws Exception {
    Home home = Home.at(folder);
    Path near = Files.createDirectories(folder.resolve("r"));
    Path far = Files.createDirectories(folder.resolve("r".repeat(100)));
    assertTrue(home.socket(Map.of("XDG_RUNTIME_DIR", near.toString())).startsWith(near));
    assertTrue(
        home.socket(Map.of("XDG_RUNTIME_DIR", far.toString()))
            .toString()
            .startsWith("/tmp/omnipkg-"));
  }

  @Test
  void a_folder_others_can_enter_is_refused() throws Exception {
    Home.secure(folder.resolve("own"));
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThrows(Trouble.class, () -> Home.secure(open));
  }

  @Test
  void no_daemon_counts_until_execs_command_begins() {
    assertTrue(words("--no-daemon", "list").direct());
    assertTrue(words("list", "--no-daemon").direct());
    assertTrue(words("exec", "-e", "x", "--no-daemon", "python").direct());
    assertTrue(!words("exec", "python", "--no-daemon").direct());
    assertTrue(!words("-e", "--no-daemon", "list").direct());
    assertTrue(!words("exec", "--", "--no-daemon").direct());
    assertTrue(Words.of(List.of("list"), Map.of("OMNIPKG_NO_DAEMON", "1")).direct());
    assertTrue(!Words.of(List.of("list"), Map.of("OMNIPKG_NO_DAEMON", "0")).direct());
  }

  @Test
  void only_starting_a_daemon_starts_one() {
    assertTrue(words("daemon", "status").control());
    assertTrue(!words("daemon", "start").control());
    assertTrue(!words("list").control());
  }

  @Test
  void help_about_the_daemon_and_all_but_its_start_starts_none() {
    assertTrue(words("daemon", "--help").control());
    assertTrue(words("daemon").control());
    assertTrue(words("daemon", "start", "-h").control());
    assertTrue(words("--json", "daemon", "status").control());
    assertTrue(!words("daemon", "start").control());
    assertTrue(!words("list", "--help").control());
  }

  private static Words words(String... argv) {
    return Words.of(List.of(argv), Map.of());
  }
}
