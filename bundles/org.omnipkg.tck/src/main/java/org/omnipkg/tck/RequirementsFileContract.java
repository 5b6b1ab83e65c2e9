package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.RequirementsFile;

/** What a {@link Grammar} promises about requirements files. */
@Contract("Grammar: requirements files")
public abstract class RequirementsFileContract {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final URI PLACE = URI.create("https://index.example/simple");

  /** What a language's files may not have; such a line is then refused. */
  public enum Behaviour {
    COMMENTS,
    /** A file can name further files. */
    INCLUDES,
    /** A requirement can be held to digests. */
    DIGESTS,
    /** A file can say where packages come from. */
    SOURCES,
    /** Addresses may hold variables of the one who asks. */
    VARIABLES
  }

  protected abstract Grammar grammar();

  /** Two requirements, of different packages. */
  protected abstract List<String> requirements();

  /** A line that is no requirement and nothing else. */
  protected abstract String malformed();

  /** The words with a comment behind them. */
  protected abstract String commented(String words, String comment);

  /** A line that names a further file, as {@link RequirementsFile#includes()} tells it. */
  protected abstract String including(String file);

  /** The words, held to a digest. */
  protected abstract String held(String words, String sha256);

  /** A line that says where packages come from. */
  protected abstract String from(String address);

  /** A variable as it stands in an address. */
  protected abstract String variable(String name);

  /** Whether the language has this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  private RequirementsFile read(String... lines) {
    return grammar()
        .file(String.join("\n", lines) + "\n", "wanted.txt", Map.of("SOME_TOKEN", "hunter2"));
  }

  private static List<String> words(RequirementsFile file) {
    return file.requirements().stream().map(Dependency::text).toList();
  }

  /** Whether the line is to be read; else it must be refused. */
  private boolean read(Behaviour behaviour, String line) {
    if (!has(behaviour)) {
      assertThrows(Refusal.class, () -> read(line), line + " is taken for something else");
    }
    return has(behaviour);
  }

  @Test
  public void requirements_are_read_in_order() {
    assertEquals(requirements(), words(read(requirements().toArray(String[]::new))));
  }

  @Test
  public void a_plain_file_says_nothing_else() {
    RequirementsFile file = read(requirements().toArray(String[]::new));
    assertEquals(List.of(), file.constraints());
    assertEquals(Map.of(), file.hashes());
    assertEquals(List.of(), file.sources());
    assertEquals(List.of(), file.includes());
    assertFalse(file.prereleases());
  }

  @Test
  public void a_comment_asks_for_nothing() {
    String line = commented(requirements().get(0), "we need this");
    if (read(Behaviour.COMMENTS, line)) {
      assertEquals(requirements().subList(0, 1), words(read(line)));
    }
  }

  @Test
  public void a_further_file_is_named_with_its_option() {
    String line = including("more.txt");
    if (read(Behaviour.INCLUDES, line)) {
      assertEquals(List.of(line), read(line).includes());
      assertEquals(List.of(), read(line).requirements());
    }
  }

  @Test
  public void a_digest_belongs_to_its_package() {
    String line = held(requirements().get(0), DIGEST);
    if (read(Behaviour.DIGESTS, line)) {
      RequirementsFile file = read(line);
      assertEquals(
          Map.of(file.requirements().get(0).target(), List.of("sha256:" + DIGEST)), file.hashes());
      assertEquals(requirements().subList(0, 1), words(file));
    }
  }

  @Test
  public void a_source_is_told_by_a_label() {
    String line = from(PLACE.toString());
    if (read(Behaviour.SOURCES, line)) {
      RequirementsFile file = read(line);
      assertEquals(1, file.sources().size(), file.sources().toString());
      assertEquals(PLACE, file.sources().get(0).location());
      assertFalse(file.sources().get(0).label().contains("example"), file.sources().toString());
    }
  }

  @Test
  public void a_variable_stands_for_its_value() {
    String line = from("https://me:" + variable("SOME_TOKEN") + "@index.example/simple");
    if (has(Behaviour.SOURCES) && read(Behaviour.VARIABLES, line)) {
      assertEquals(
          "https://me:hunter2@index.example/simple",
          read(line).sources().get(0).location().toString());
    }
  }

  @Test
  public void what_cannot_be_read_is_refused_as_malformed() {
    Diagnostic why =
        assertThrows(Refusal.class, () -> read(requirements().get(0), malformed())).diagnostic();
    assertEquals("requirement.malformed", why.code());
    assertTrue(
        (why.message() + why.details()).contains(malformed().strip()),
        why + " does not quote `" + malformed() + "`");
  }

  @Test
  public void the_same_file_says_the_same() {
    String[] lines = requirements().toArray(String[]::new);
    assertEquals(words(read(lines)), words(read(lines)));
  }
}
