package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.environment.State;

class StateFileTest {
  @TempDir Path folder;

  @Test
  void a_state_comes_back_as_it_went_but_for_credentials() throws IOException {
    Path file = folder.resolve("state/0001.json");
    State state = Samples.state("install", "tiny");
    StateFile.write(file, state);
    State read = StateFile.read(file);
    assertEquals(
        URI.create("https://files.example/tiny.whl#sha256=1"),
        read.nodes().get(0).artifact().orElseThrow().location());
    assertEquals(List.of("python:tiny @ https://files.example/tiny.whl"), read.roots());
    assertEquals(state.nodes().get(1), read.nodes().get(1));
    assertEquals(state.nodes().get(0).features(), read.nodes().get(0).features());
    assertEquals(state.edges(), read.edges());
    assertEquals(state.runtimes(), read.runtimes());
    assertEquals(state.trees(), read.trees());
    assertEquals(state.created(), read.created());
    assertEquals(state.command(), read.command());
    String text = Files.readString(file);
    assertFalse(
        text.contains("secret") || text.contains("someone") || text.contains("token@"), text);
    StateFile.write(folder.resolve("again.json"), read);
    assertEquals(read, StateFile.read(folder.resolve("again.json")));
  }

  @Test
  void a_later_schema_is_not_guessed_at() throws IOException {
    Path file = folder.resolve("0001.json");
    Files.writeString(file, "{\"schema\":4}");
    assertThrows(IOException.class, () -> StateFile.read(file));
  }

  @ParameterizedTest
  @CsvSource({
    "https://u:p@h/x, https://h/x",
    "HTTP://t@h, HTTP://h",
    "git+ssh://git@h/x, git+ssh://git@h/x",
    "ssh://u:p@h/x, ssh://u@h/x",
    "https://h/a@b, https://h/a@b",
    "a@b, a@b",
    "git+https://t@h/x@v1, git+https://h/x@v1",
    "https://u:p@q@h/x, https://h/x"
  })
  void credentials_leave_addresses(String before, String after) {
    assertEquals(after, Secrets.without(before));
  }
}
