package org.omnipkg.ecosystem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.tck.CannedDesk;

class RememberedAnswerTest {
  @TempDir Path scratch;

  private final AtomicInteger asked = new AtomicInteger();
  private final RememberedAnswer remembered = new RememberedAnswer("answers");
  private Path program;

  @BeforeEach
  void a_program() throws IOException {
    program = Files.writeString(scratch.resolve("program"), "");
  }

  private int number(String answer) {
    return remembered.of(
        program,
        new CannedDesk(scratch),
        () -> {
          asked.incrementAndGet();
          return answer;
        },
        text -> text.isBlank() ? 0 : Integer.parseInt(text));
  }

  private void only(String content) throws IOException {
    try (var files = Files.list(new CannedDesk(scratch).cache("answers"))) {
      Files.writeString(files.findFirst().orElseThrow(), content);
    }
  }

  @Test
  void a_program_is_asked_once_until_it_changes() throws IOException {
    assertEquals(7, number("7"));
    assertEquals(7, number("8"));
    Files.setLastModifiedTime(program, FileTime.fromMillis(1));
    assertEquals(8, number("8"));
    assertEquals(2, asked.get());
  }

  @Test
  void no_answer_is_not_kept() {
    assertEquals(0, number(""));
    assertEquals(7, number("7"));
  }

  @Test
  void a_program_that_went_or_a_file_that_is_damaged_means_asking_again() throws IOException {
    assertEquals(7, number("7"));
    only("no number");
    assertEquals(8, number("8"));
    Files.delete(program);
    assertEquals(9, number("9"));
  }
}
