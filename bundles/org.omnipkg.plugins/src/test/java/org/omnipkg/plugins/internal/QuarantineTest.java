package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
  private static final Quarantine.Note NOTE =
      new Quarantine.Note(
          Instant.parse("2026-11-30T09:12:00Z"),
          "plugin.exits",
          "the plugin `x = y` tried",
          List.of("it called System.exit", "täglich: \\n"));

  private @TempDir Path folder;

  private Quarantine quarantine() {
    return new Quarantine(() -> folder);
  }

  @Test
  void a_note_is_there_for_whoever_looks_later() throws IOException {
    quarantine().keepAway("d1", NOTE);
    assertEquals(Map.of("d1", NOTE), quarantine().notes());
    assertEquals(Optional.of(NOTE), quarantine().note("d1"));
    assertTrue(quarantine().note("d2").isEmpty());
  }

  @Test
  void a_note_is_lifted_and_those_on_files_that_are_gone_are_forgotten() throws IOException {
    for (String digest : List.of("d1", "d2", "d3")) {
      quarantine().keepAway(digest, NOTE);
    }
    quarantine().lift("d1");
    quarantine().forgetAllBut(List.of("d2"));
    assertEquals(Map.of("d2", NOTE), quarantine().notes());
  }

  @Test
  void a_note_that_cannot_be_read_keeps_nobody_away() throws IOException {
    Files.writeString(folder.resolve("d1.quarantine"), "when=yesterday\n");
    assertEquals(Map.of(), quarantine().notes());
    assertEquals(Map.of(), new Quarantine(() -> folder.resolve("nowhere")).notes());
  }
}
