package org.omnipkg.ecosystem.go.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The long list; what differs is in {@code docs/reference/solver-agreement-go.md}. */
@Tag("full")
class AgreementFullTest {
  private static final int LEAST = 60;

  @TempDir Path folder;

  static Stream<String> sets() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(AgreementFullTest.class.getResourceAsStream("agreement.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void our_selection_is_that_of_the_go_command(String words) throws Exception {
    Agreement.Verdict verdict = new Agreement(folder).of(words.split(" "));
    System.out.println(verdict.size() + " " + verdict.environment() + " " + words);
    assertEquals(List.of(), verdict.differences());
  }

  @Test
  void the_list_is_long_enough() throws Exception {
    assertTrue(sets().count() >= LEAST);
  }
}
