package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownStatesTest {
  @TempDir private Path folder;
  private final KnownStates states = new KnownStates();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("0001.json");
    StateFile.write(file, Samples.state("a"));
  }

  @Test
  void a_file_that_looks_the_same_is_read_once() throws IOException {
    assertSame(states.read(file), states.read(file));
  }

  @Test
  void another_state_under_the_same_name_is_read() throws IOException {
    assertEquals(List.of("a"), states.read(file).command());
    StateFile.write(file, Samples.state("b"));
    assertEquals(List.of("b"), states.read(file).command());
  }

  @Test
  void a_file_damaged_in_place_is_no_state_any_more() throws IOException {
    states.read(file);
    Files.writeString(file, "{");
    assertThrows(IOException.class, () -> states.read(file));
  }

  @Test
  void a_file_that_is_gone_is_gone() throws IOException {
    states.read(file);
    Files.delete(file);
    assertThrows(NoSuchFileException.class, () -> states.read(file));
  }
}
