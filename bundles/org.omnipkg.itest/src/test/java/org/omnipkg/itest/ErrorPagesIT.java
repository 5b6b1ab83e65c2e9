package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes in the sources and pages in docs/reference/errors, held against each other. */
class ErrorPagesIT {
  private static final Path PAGES = Distribution.root().resolve("docs/reference/errors");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+)\\.([a-z][a-z0-9-]*)\"");
  private static final Pattern PRINTED =
      Pattern.compile("\\[([a-z]+)\\.([a-z][a-z0-9-]*)](?:\\\\n)?\"");

  /** The archive room makes its codes of these. */
  private static final Pattern REASON = Pattern.compile("[A-Z_]+\\(\"([a-z-]+)\"\\)");

  /**
   * Literals of the same form that are no codes: endings of files and hosts, names of properties.
   */
  private static final Set<String> ENDINGS =
      Set.of(
          "bz2",
          "cfg",
          "conf",
          "env",
          "gz",
          "h",
          "html",
          "invalid",
          "js",
          "json",
          "lock",
          "locked",
          "log",
          "mod",
          "out",
          "properties",
          "py",
          "rb",
          "sh",
          "sqlite",
          "sum",
          "tar",
          "toml",
          "txt",
          "work",
          "xml",
          "xz",
          "zip");

  private static final Set<String> PROPERTIES =
      Set.of("gosh", "java", "omnipkg", "os", "platform", "safe", "sys", "user");

  @Test
  void every_code_has_a_page_and_every_page_a_code() {
    assertEquals(lines(codes()), lines(pages()));
  }

  @Test
  void a_page_is_headed_by_its_code() {
    List<String> wrong = new ArrayList<>();
    for (String code : pages()) {
      String heading = read(PAGES.resolve(code + ".md")).lines().findFirst().orElse("");
      if (!heading.equals("# " + code)) {
        wrong.add(code + " is headed `" + heading + "`");
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void the_list_of_codes_names_them_all() {
    Matcher entry =
        Pattern.compile("(?m)^- \\[(.+?)]\\(errors/(.+)\\.md\\)$")
            .matcher(read(PAGES.resolveSibling("errors.md")));
    Set<String> listed = new TreeSet<>();
    while (entry.find()) {
      assertEquals(entry.group(1), entry.group(2));
      listed.add(entry.group(1));
    }
    assertEquals(lines(pages()), lines(listed));
  }

  private static Set<String> pages() {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.md$", ""))
          .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    List<Path> sources =
        files(
            Distribution.root(),
            file ->
                file.toString().contains("/src/main/")
                    && !file.toString().contains("/org.omnipkg.tck/")
                    && !file.toString().endsWith(".py"));
    assertTrue(sources.size() > 100, "sources were found: " + sources.size());
    for (Path source : sources) {
      String text = read(source);
      for (Pattern form : List.of(LITERAL, PRINTED)) {
        Matcher literal = form.matcher(text);
        while (literal.find()) {
          if (!ENDINGS.contains(literal.group(2)) && !PROPERTIES.contains(literal.group(1))) {
            codes.add(literal.group(1) + "." + literal.group(2));
          }
        }
      }
      if (source.endsWith("archive/internal/Reason.java")) {
        Matcher reason = REASON.matcher(text);
        while (reason.find()) {
          codes.add("archive." + reason.group(1));
        }
      }
    }
    return codes;
  }

  /** Text files of the project, without what the build or an editor made. */
  static List<Path> files(Path root, Predicate<Path> wanted) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = String.valueOf(folder.getFileName());
              boolean made =
                  name.equals("target") || name.startsWith(".git") || name.equals("generated");
              return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && wanted.test(file)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.nio.charset.MalformedInputException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(Set<String> names) {
    return String.join("\n", names);
  }
}
