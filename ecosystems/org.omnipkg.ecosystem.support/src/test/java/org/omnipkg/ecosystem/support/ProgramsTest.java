package org.omnipkg.ecosystem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  @TempDir Path scratch;
  private final List<String> asked = new ArrayList<>();
  private final Programs programs =
      new Programs(
          name -> {
            asked.add(name);
            return name.startsWith("it");
          });
  private Path bin;

  @BeforeEach
  void bin() throws IOException {
    bin = Files.createDirectory(scratch.resolve("bin"));
  }

  private Path program(String name) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private void settled(int seconds) throws IOException {
    Files.setLastModifiedTime(bin, FileTime.from(Instant.now().minusSeconds(seconds)));
  }

  @Test
  void programs_are_found_by_their_names_and_only_where_they_can_be_run() throws IOException {
    Path second = program("it2");
    Path third = program("it3");
    program("other");
    Files.writeString(bin.resolve("it1"), "");
    assertEquals(List.of(second, third), programs.in(bin));
  }

  @Test
  void a_folder_that_is_not_there_has_none() {
    assertEquals(List.of(), programs.in(scratch.resolve("none")));
  }

  @Test
  void a_folder_is_listed_again_only_when_it_has_changed() throws IOException {
    Path one = program("it1");
    settled(60);
    assertEquals(List.of(one), programs.in(bin));
    asked.clear();
    assertEquals(List.of(one), programs.in(bin));
    assertEquals(List.of(), asked);
    Path two = program("it2");
    assertEquals(List.of(one, two), programs.in(bin));
    settled(50);
    assertEquals(List.of(one, two), programs.in(bin));
    Files.delete(one);
    settled(40);
    assertEquals(List.of(two), programs.in(bin));
  }

  @Test
  void a_folder_that_changed_just_now_is_listed_again() throws IOException {
    FileTime now = FileTime.from(Instant.now());
    Path one = program("it1");
    Files.setLastModifiedTime(bin, now);
    assertEquals(List.of(one), programs.in(bin));
    Path two = program("it2");
    Files.setLastModifiedTime(bin, now);
    assertEquals(List.of(one, two), programs.in(bin));
  }

  @Test
  void what_cannot_be_run_any_more_is_no_program() throws IOException {
    Path one = program("it1");
    settled(60);
    assertEquals(List.of(one), programs.in(bin));
    assertTrue(one.toFile().setExecutable(false));
    assertEquals(List.of(), programs.in(bin));
  }
}
