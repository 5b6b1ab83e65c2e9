package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.RequirementsFile;

/** What every {@link Grammar} promises. Extend it and hand over specimens. */
public abstract class GrammarContract {
  /** The grammar under test. */
  protected abstract Grammar grammar();

  /** Id of the language. */
  protected abstract String ecosystem();

  /** One name in several spellings that mean the same, the normalized one first. */
  protected abstract List<String> spellings();

  /** A requirement with a version range, of the first of {@link #spellings()}. */
  protected abstract String ranged();

  /** Words that are no requirement. */
  protected abstract List<String> malformed();

  @Test
  public void a_bare_name_is_a_requirement_without_a_range() {
    Dependency dependency = grammar().parse(spellings().get(0));
    assertEquals(new PackageName(ecosystem(), spellings().get(0)), dependency.target());
    assertEquals("", dependency.range());
    assertTrue(dependency.direct().isEmpty());
    assertTrue(dependency.features().isEmpty());
  }

  @Test
  public void all_spellings_of_a_name_mean_one_package() {
    for (String spelling : spellings()) {
      assertEquals(
          new PackageName(ecosystem(), spellings().get(0)), grammar().name(spelling), spelling);
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
  public void blanks_around_a_requirement_mean_nothing() {
    assertEquals(grammar().parse(ranged()), grammar().parse("  " + ranged() + " "));
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
  public void a_pin_has_a_package_url() {
    Pin pin = new Pin(new PackageName(ecosystem(), spellings().get(0)), "1.0");
    String purl = grammar().purl(pin);
    assertTrue(purl.startsWith("pkg:") && purl.endsWith("@1.0"), purl);
  }

  @Test
  public void a_requirements_file_holds_a_requirement_a_line() {
    RequirementsFile file =
        grammar().file(spellings().get(0) + "\n\n" + ranged() + "\n", "some-file");
    assertEquals(
        List.of(grammar().parse(spellings().get(0)), grammar().parse(ranged())),
        file.requirements());
  }
}
