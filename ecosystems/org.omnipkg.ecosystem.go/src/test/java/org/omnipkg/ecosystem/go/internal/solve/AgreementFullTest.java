package org.omnipkg.ecosystem.go.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The long list; what differs is in {@code docs/reference/solver-agreement-go.md}. */
@Tag("full")
class AgreementFullTest {
  private static final int LEAST = 60;
  private static final Path PAGE = Path.of("../../docs/reference/solver-agreement-go.md");
  private static final Map<String, Agreement.Verdict> VERDICTS = new LinkedHashMap<>();

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
    VERDICTS.put(words, verdict);
    assertEquals(List.of(), verdict.differences());
  }

  /** {@code -Daccept} writes the page. */
  @AfterAll
  static void write() throws IOException {
    if (System.getProperty("accept") != null) {
      Files.writeString(PAGE, page(Files.readString(PAGE)));
    }
  }

  private static String page(String before) {
    StringBuilder sets =
        new StringBuilder("| build list | environment | asked for |\n|---|---|---|\n");
    VERDICTS.forEach(
        (words, verdict) ->
            sets.append("| " + verdict.size() + " | " + verdict.environment())
                .append(" | `" + words.replace(" ", "` `") + "` |\n"));
    long lists =
        VERDICTS.values().stream()
            .filter(v -> v.differences().stream().allMatch(Agreement.Verdict::ofEnvironment))
            .count();
    long environments =
        VERDICTS.values().stream()
            .filter(v -> v.differences().stream().noneMatch(Agreement.Verdict::ofEnvironment))
            .count();
    String all = " | " + VERDICTS.size() + " | ";
    return before
        .replaceFirst("(?m)^(\\| build list) \\| \\d+ \\| \\d+", "$1" + all + lists)
        .replaceFirst("(?m)^(\\| environment.*?) \\| \\d+ \\| \\d+", "$1" + all + environments)
        .replaceFirst("(?s)(## The sets\n).*", "$1" + Matcher.quoteReplacement(sets.toString()));
  }

  @Test
  void the_list_is_long_enough() throws Exception {
    assertTrue(sets().count() >= LEAST);
  }
}
