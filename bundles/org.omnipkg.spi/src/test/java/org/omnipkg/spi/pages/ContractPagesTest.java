package org.omnipkg.spi.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code -Daccept} writes the pages instead of comparing. */
class ContractPagesTest {
  private static final Path PAGES = Path.of("../../docs/reference/spi");
  private static final List<Path> SOURCES =
      List.of(
          Path.of("../org.omnipkg.model/src/main/java/org/omnipkg/model"),
          Path.of("src/main/java/org/omnipkg/spi"));

  @BeforeAll
  static void read() throws IOException {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, null, null)) {
      boolean done =
          javadoc
              .getTask(
                  new PrintWriter(said),
                  files,
                  null,
                  ContractDoclet.class,
                  List.of("-quiet", "-classpath", System.getProperty("java.class.path")),
                  files.getJavaFileObjectsFromPaths(sources()))
              .call();
      assertTrue(done, said.toString());
    }
  }

  @Test
  void the_reference_says_what_the_comments_say() throws IOException {
    if (Boolean.getBoolean("accept") || "".equals(System.getProperty("accept"))) {
      Files.createDirectories(PAGES);
      for (Path stale : committed().keySet().stream().map(PAGES::resolve).toList()) {
        Files.delete(stale);
      }
      for (var page : ContractDoclet.pages().entrySet()) {
        Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
      }
    }
    Map<String, String> committed = committed();
    assertEquals(ContractDoclet.pages().keySet(), committed.keySet(), "-Daccept writes them anew");
    ContractDoclet.pages()
        .forEach(
            (name, text) -> assertEquals(text, committed.get(name), "-Daccept writes " + name));
  }

  @Test
  void everything_others_see_is_described() {
    assertEquals(List.of(), ContractDoclet.silent(), "these have no comment");
  }

  @Test
  void every_interface_says_who_implements_it() {
    assertEquals(List.of(), ContractDoclet.rolesMissing());
  }

  private static Map<String, String> committed() throws IOException {
    Map<String, String> found = new TreeMap<>();
    if (Files.isDirectory(PAGES)) {
      try (Stream<Path> pages = Files.list(PAGES)) {
        for (Path page : pages.toList()) {
          found.put(page.getFileName().toString(), Files.readString(page));
        }
      }
    }
    return found;
  }

  private static List<Path> sources() {
    return SOURCES.stream().flatMap(ContractPagesTest::files).sorted().toList();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
