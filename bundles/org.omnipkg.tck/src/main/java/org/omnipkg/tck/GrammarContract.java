package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.RequirementsFile;

/** What every {@link Grammar} promises. Extend it and hand over specimens. */
@Contract("Grammar: what people type")
public abstract class GrammarContract {
  private static final URI PLACE = URI.create("https://files.example/some-file");
  private static final URI SECRET = URI.create("https://me:hunter2@files.example/some-file");

  /** What a language may do without; it then refuses the words as malformed. */
  public enum Behaviour {
    /** Extras of a package can be asked for. */
    FEATURES,
    /** A place can stand where a range would. */
    DIRECT_REFERENCES
  }

  /** The grammar under test. */
  protected abstract Grammar grammar();

  /** Id of the language. */
  protected abstract String ecosystem();

  /** One name in several spellings that mean the same, the normalized one first. */
  protected abstract List<String> spellings();

  /** A requirement with a version range, of the first of {@link #spellings()}. */
  protected abstract String ranged();

  /** Words that ask for the first of {@link #spellings()} with a feature. */
  protected abstract String featured(String feature);

  /** Words that ask for the first of {@link #spellings()} from a place. */
  protected abstract String direct(URI place);

  /** Words that are no requirement. */
  protected abstract List<String> malformed();

  /** Whether the language has this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  private PackageName name() {
    return new PackageName(ecosystem(), spellings().get(0));
  }

  private void refusedAsMalformed(String words) {
    Refusal refusal = assertThrows(Refusal.class, () -> grammar().parse(words), words);
    assertEquals("requirement.malformed", refusal.diagnostic().code(), words);
  }

  @Test
  public void a_bare_name_is_a_requirement_without_a_range() {
    Dependency dependency = grammar().parse(spellings().get(0));
    assertEquals(name(), dependency.target());
    assertEquals("", dependency.range());
    assertTrue(dependency.direct().isEmpty());
    assertTrue(dependency.features().isEmpty());
  }

  @Test
  public void all_spellings_of_a_name_mean_one_package() {
    for (String spelling : spellings()) {
      assertEquals(name(), grammar().name(spelling), spelling);
      assertEquals(grammar().name(spelling), grammar().parse(spelling).target(), spelling);
    }
  }

  @Test
  public void a_range_is_kept() {
    Dependency dependency = grammar().parse(ranged());
    assertEquals(spellings().get(0), dependency.target().name());
    assertFalse(dependency.range().isEmpty());
  }

  @Test
  public void a_requirement_keeps_its_words() {
    assertEquals(ranged(), grammar().parse(ranged()).text());
  }

  @Test
  public void a_requirement_typed_is_needed_to_run() {
    assertEquals(Tie.NEEDS, grammar().parse(ranged()).tie());
    assertEquals(Role.RUN, grammar().parse(ranged()).role());
  }

  @Test
  public void blanks_around_a_requirement_mean_nothing() {
    assertEquals(grammar().parse(ranged()), grammar().parse("  " + ranged() + " "));
  }

  @Test
  public void the_same_words_mean_the_same() {
    assertEquals(grammar().parse(ranged()), grammar().parse(ranged()));
    if (has(Behaviour.FEATURES)) {
      assertEquals(grammar().parse(featured("some")), grammar().parse(featured("some")));
    }
  }

  @Test
  public void words_under_no_feature_mean_what_they_mean_typed() {
    assertEquals(grammar().parse(ranged()), grammar().parse(ranged(), ""));
  }

  @Test
  public void a_feature_asked_for_is_kept() {
    if (!has(Behaviour.FEATURES)) {
      refusedAsMalformed(featured("some"));
      return;
    }
    Dependency dependency = grammar().parse(featured("some"));
    assertEquals(Set.of("some"), dependency.features());
    assertEquals(name(), dependency.target());
  }

  @Test
  public void an_exact_requirement_reads_back() {
    Set<String> features = has(Behaviour.FEATURES) ? Set.of("one", "two") : Set.of();
    Dependency read = grammar().parse(grammar().exact(new Pin(name(), "3"), features));
    assertEquals(name(), read.target());
    assertEquals(features, read.features());
    assertFalse(read.range().isEmpty());
  }

  @Test
  public void a_place_stands_where_a_range_would() {
    if (!has(Behaviour.DIRECT_REFERENCES)) {
      refusedAsMalformed(direct(PLACE));
      return;
    }
    Dependency dependency = grammar().parse(direct(PLACE));
    assertEquals(Optional.of(PLACE), dependency.direct());
    assertEquals("", dependency.range());
    assertEquals(name(), dependency.target());
  }

  @Test
  public void what_cannot_be_read_is_refused_as_malformed_and_quoted() {
    for (String words : malformed()) {
      Refusal refusal = assertThrows(Refusal.class, () -> grammar().parse(words), words);
      assertEquals("requirement.malformed", refusal.diagnostic().code(), words);
      assertTrue(refusal.diagnostic().message().contains("`"), words);
      assertFalse(refusal.diagnostic().message().endsWith("."), words);
    }
  }

  @Test
  public void a_refusal_shows_no_password() {
    Refusal refusal = assertThrows(Refusal.class, () -> grammar().parse("!" + direct(SECRET)));
    assertFalse(refusal.diagnostic().toString().contains("hunter2"));
  }

  @Test
  public void a_pin_has_a_package_url() {
    String purl = grammar().purl(new Pin(name(), "1.0"));
    assertTrue(purl.startsWith("pkg:") && purl.endsWith("@1.0"), purl);
  }

  @Test
  public void two_pins_have_two_package_urls() {
    assertNotEquals(
        grammar().purl(new Pin(name(), "10")), grammar().purl(new Pin(name(), "1.0.0")));
    PackageName other = new PackageName(ecosystem(), spellings().get(0) + "x");
    assertNotEquals(grammar().purl(new Pin(name(), "1")), grammar().purl(new Pin(other, "1")));
  }

  @Test
  public void a_requirements_file_holds_a_requirement_a_line() {
    RequirementsFile file =
        grammar().file(spellings().get(0) + "\n\n" + ranged() + "\n", "some-file");
    assertEquals(
        List.of(grammar().parse(spellings().get(0)), grammar().parse(ranged())),
        file.requirements());
  }

  @Test
  public void an_empty_requirements_file_asks_for_nothing() {
    RequirementsFile file = grammar().file("\n", "some-file");
    assertEquals(List.of(), file.requirements());
    assertEquals(List.of(), file.constraints());
    assertEquals(List.of(), file.sources());
    assertEquals(List.of(), file.includes());
  }
}
