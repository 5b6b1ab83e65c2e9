package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;

class ProjectFilesTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
  @TempDir private Path folder;
  private ProjectFiles files;
  private Path file;

  @BeforeEach
  void open() {
    files = new ProjectFiles(() -> folder);
    file = folder.resolve("config.toml");
  }

  private void write(String text, FileTime when) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, when);
  }

  private String resolver() {
    return files.read(file).path("resolver").asText();
  }

  @Test
  void a_file_that_looks_the_same_is_read_once() throws IOException {
    write("resolver = \"uv\"", LONG_AGO);
    assertSame(files.read(file), files.read(file));
  }

  @Test
  void another_content_is_seen_at_once() throws IOException {
    write("resolver = \"uv\"", LONG_AGO);
    assertEquals("uv", resolver());
    write("resolver = \"pip\"", LONG_AGO);
    assertEquals("pip", resolver());
    write("resolver = \"ivy\"", FileTime.fromMillis(LONG_AGO.toMillis() + 1));
    assertEquals("ivy", resolver());
  }

  @Test
  void a_file_written_this_moment_is_read_again_though_it_looks_the_same() throws IOException {
    FileTime now = FileTime.fromMillis(System.currentTimeMillis() + 3_600_000);
    write("resolver = \"uv\"", now);
    assertNotSame(files.read(file), files.read(file));
    write("resolver = \"up\"", now);
    assertEquals("up", resolver());
  }

  @Test
  void a_file_that_goes_is_gone_and_one_that_breaks_is_refused() throws IOException {
    write("resolver = \"uv\"", LONG_AGO);
    assertEquals("uv", resolver());
    Files.delete(file);
    assertTrue(files.read(file).isEmpty());
    write("resolver = ", LONG_AGO);
    Refusal refusal = assertThrows(Refusal.class, () -> files.read(file));
    assertEquals("config.malformed", refusal.diagnostic().code());
  }
}
