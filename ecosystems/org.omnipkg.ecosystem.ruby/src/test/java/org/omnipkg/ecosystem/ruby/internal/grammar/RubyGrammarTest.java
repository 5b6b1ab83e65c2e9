package org.omnipkg.ecosystem.ruby.internal.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

public class RubyGrammarTest extends GrammarContract {
  @Override
  protected Grammar grammar() {
    return new RubyGrammar();
  }

  @Override
  protected String ecosystem() {
    return "ruby";
  }

  @Override
  protected List<String> spellings() {
    return List.of("Ascii85");
  }

  @Override
  protected String ranged() {
    return "Ascii85 ~> 1.0, >= 1.0.3";
  }

  @Override
  protected String featured(String feature) {
    return "Ascii85[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "Ascii85 @ " + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of(
        "", "rails>", "rails==", "-rails", "rails 6", "rails@", "rails~>x", "123", "a b");
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rails@~> 6.1|~> 6.1",
        "rails~>6.1|~> 6.1",
        "rails>=6,<7|>= 6, < 7",
        "rails==6.1.7|= 6.1.7",
        "rails=6.1.7|= 6.1.7",
        "rails@6.1.7|= 6.1.7",
        "rails@>=6,<7|>= 6, < 7",
        "rails!=6.0|!= 6.0"
      })
  void ranges_are_written_as_in_other_languages_or_as_in_a_gemfile(String words, String range) {
    assertEquals(range, grammar().parse(words).range());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/b",
        "rаils",
        "ﬀ",
        "rails\u0000",
        "..",
        ".hidden",
        "-rf",
        "a\\b",
        "ａ",
        "ra ils"
      })
  void a_name_that_leads_elsewhere_or_only_looks_like_one_is_refused(String name) {
    Refusal refusal = assertThrows(Refusal.class, () -> grammar().name(name));
    assertEquals("requirement.malformed", refusal.diagnostic().code());
  }

  @Test
  void a_variant_is_a_qualifier_of_the_package_url() {
    Pin pin = new Pin(grammar().name("nokogiri"), "1.15.0", "java");
    assertEquals("pkg:gem/nokogiri@1.15.0?platform=java", grammar().purl(pin));
  }

  @Test
  void a_bundler_that_is_declared_is_needed_only_where_the_ruby_brings_none() {
    Dependency typed = grammar().parse("bundler>=1.15");
    Dependency declared = grammar().parse("bundler>=1.15", "");
    assertTrue(typed.when().holds(Rubies.ruby31()));
    assertFalse(declared.when().holds(Rubies.ruby31()));
    assertTrue(grammar().parse("bundler>=99", "").when().holds(Rubies.ruby31()));
  }

  @ParameterizedTest
  @CsvSource({
    "y@git+https://x.example/me/y.git@main, y, git+https://x.example/me/y.git@main",
    "y @ git+ssh://git@x.example/y, y, git+ssh://git@x.example/y",
    "git+file:///me/y.git@v1, y, git+file:///me/y.git@v1",
    "git+https://x.example/me/my-tool, my-tool, git+https://x.example/me/my-tool"
  })
  void a_repository_takes_the_place_of_versions(String words, String name, URI place) {
    Dependency read = grammar().parse(words);
    assertEquals(name, read.target().name());
    assertEquals(Optional.of(place), read.direct());
    assertEquals("", read.range());
    assertEquals(words, read.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"y@git+ext::sh -c x", "y@git+https://x y", "git+https://x.example/-", "y@git+x"})
  void what_git_should_not_be_told_is_refused(String words) {
    Refusal refusal = assertThrows(Refusal.class, () -> grammar().parse(words));
    assertEquals("requirement.malformed", refusal.diagnostic().code());
  }
}
