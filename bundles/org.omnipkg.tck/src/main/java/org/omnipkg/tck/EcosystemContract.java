package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Ecosystem;

/** What every {@link Ecosystem} promises. Extend it and hand over the language. */
@Contract("A language: id, aliases, parts")
public abstract class EcosystemContract {
  private static final String WORD = "[a-z][a-z0-9]*";

  /** The language under test; the same one at every call. */
  protected abstract Ecosystem ecosystem();

  /** A name as people spell it. */
  protected abstract String spelled();

  /** The properties it is registered with; read from its component description unless given. */
  protected Map<String, String> properties() {
    return ServiceProperties.of(ecosystem().getClass());
  }

  @Test
  public void its_id_is_one_lower_case_word() {
    assertTrue(ecosystem().id().matches(WORD), ecosystem().id());
  }

  @Test
  public void its_aliases_are_lower_case_words_besides_the_id() {
    for (String alias : ecosystem().aliases()) {
      assertTrue(alias.matches(WORD), alias);
    }
    assertFalse(ecosystem().aliases().contains(ecosystem().id()));
  }

  @Test
  public void the_service_says_whose_it_is() {
    assertEquals(ecosystem().id(), properties().get(Ecosystem.ID));
  }

  @Test
  public void every_mandatory_part_is_there() {
    assertNotNull(ecosystem().grammar());
    assertNotNull(ecosystem().versions());
    assertNotNull(ecosystem().index());
    assertNotNull(ecosystem().layout());
  }

  @Test
  public void a_part_stays_the_same_for_as_long_as_the_service_lives() {
    assertSame(ecosystem().grammar(), ecosystem().grammar());
    assertSame(ecosystem().versions(), ecosystem().versions());
    assertSame(ecosystem().index(), ecosystem().index());
    assertSame(ecosystem().layout(), ecosystem().layout());
  }

  @Test
  public void its_names_carry_its_id() {
    assertEquals(ecosystem().id(), ecosystem().grammar().name(spelled()).ecosystem());
  }

  @Test
  public void an_exact_requirement_admits_that_version_alone() {
    PackageName name = ecosystem().grammar().name(spelled());
    List<Release> releases = Stream.of("1", "2", "3").map(v -> release(name, v)).toList();
    Listing listing = new Listing(name, releases, Map.of(), Map.of(), "default");
    String exact = ecosystem().grammar().exact(releases.get(1).pin(), Set.of());
    String range = ecosystem().grammar().parse(exact).range();
    assertEquals("{1}", ecosystem().versions().select(range, listing).admitted().toString());
  }

  private static Release release(PackageName name, String version) {
    return new Release(
        new Pin(name, version),
        Optional.empty(),
        Optional.empty(),
        false,
        Condition.ALWAYS,
        "",
        List.of());
  }

  @Test
  public void its_package_urls_are_of_one_kind() {
    PackageName name = ecosystem().grammar().name(spelled());
    String kind = kind(ecosystem().grammar().purl(new Pin(name, "1")));
    PackageName other = new PackageName(name.ecosystem(), name.name() + "x");
    assertTrue(kind.matches("pkg:[a-z][a-z0-9.+-]*"), kind);
    assertEquals(kind, kind(ecosystem().grammar().purl(new Pin(other, "2"))));
  }

  private static String kind(String purl) {
    return purl.replaceFirst("/.*", "");
  }
}
