package org.omnipkg.shell.internal.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
  private static final Path PAGES = Path.of("../../docs/reference/errors");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern CODE =
      Pattern.compile("\"((?:usage|internal|explain|daemon|request)\\.[a-z-]+)\"");
  private final Explanations explanations = new Explanations();

  @Test
  void every_page_of_the_repository_is_packed() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      List<String> codes =
          pages
              .map(page -> page.getFileName().toString())
              .filter(name -> name.endsWith(".md"))
              .map(name -> name.substring(0, name.length() - 3))
              .sorted()
              .toList();
      assertEquals(codes, explanations.codes());
    }
  }

  @Test
  void every_page_is_headed_by_its_code_and_says_what_it_means() {
    explanations
        .titles()
        .forEach(
            (code, title) -> {
              assertTrue(
                  explanations.page(code).orElseThrow().startsWith("# " + code + "\n"), code);
              assertFalse(title.isBlank(), code);
            });
  }

  @Test
  void every_code_made_here_has_a_page() throws IOException {
    Set<String> made = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        Matcher codes = CODE.matcher(Files.readString(source));
        while (codes.find()) {
          made.add(codes.group(1));
        }
      }
    }
    assertTrue(made.size() > 10, made.toString());
    made.removeAll(explanations.codes());
    assertEquals(Set.of(), made);
  }

  @Test
  void a_path_is_no_code() {
    assertTrue(explanations.page("../errors/usage.bad-value").isEmpty());
  }
}
