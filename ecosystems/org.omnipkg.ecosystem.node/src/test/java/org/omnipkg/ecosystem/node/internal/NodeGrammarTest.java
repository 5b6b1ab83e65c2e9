package org.omnipkg.ecosystem.node.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

public class NodeGrammarTest extends GrammarContract {
  private final NodeGrammar grammar = new NodeGrammar();

  @Override
  protected Grammar grammar() {
    return grammar;
  }

  @Override
  protected String ecosystem() {
    return "node";
  }

  @Override
  protected List<String> spellings() {
    return List.of("react");
  }

  @Override
  protected String ranged() {
    return "react@^18.2 || ^19";
  }

  @Override
  protected String featured(String feature) {
    return "react[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "react@" + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of(
        "",
        "@",
        "@scope",
        "@scope/",
        "re act@1",
        "../react",
        ".react",
        "rеact",
        "react[dom]",
        "node_modules",
        "@a/b/c@1",
        "https://files.example/react.tgz",
        "./react.tgz",
        "a@npm:../b",
        "a@npm:b@https://files.example/b.tgz");
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.FEATURES;
  }

  private Diagnostic refused(String words) {
    return assertThrows(Refusal.class, () -> grammar.parse(words)).diagnostic();
  }

  @Test
  void a_scope_belongs_to_the_name() {
    Dependency dependency = grammar.parse("@types/node@20");
    assertEquals("@types/node", dependency.target().name());
    assertEquals("20", dependency.range());
    assertEquals("@types/node", grammar.parse("@types/node").target().name());
  }

  @Test
  void a_tag_stands_where_a_range_would() {
    assertEquals("next", grammar.parse("react@next").range());
  }

  @Test
  void a_version_may_be_compared_as_in_other_languages() {
    assertEquals("18.2.0", grammar.parse("react==18.2.0").range());
    assertEquals("react", grammar.parse("react==18.2.0").target().name());
    assertEquals(">=20", grammar.parse("@types/node>=20").range());
    assertEquals(">=18 <19", grammar.parse("react >= 18 <19").range().replace("= ", "="));
    assertEquals("requirement.malformed", refused("react==next").code());
    assertEquals("requirement.malformed", refused("react>=./18").code());
  }

  @Test
  void an_alias_is_another_package_under_a_name() {
    Dependency dependency = grammar.parse("old@npm:@scope/real@^1");
    assertEquals("@scope/real", dependency.target().name());
    assertEquals("^1", dependency.range());
    assertEquals("old", dependency.alias());
    assertEquals("", grammar.parse("old@npm:real").range());
    assertEquals("", grammar.parse("real@npm:real@1").alias());
  }

  @Test
  void a_tarball_of_this_machine_is_named_by_its_whole_path() {
    assertEquals(
        Optional.of(URI.create("file:/home/me/a-1.0.0.tgz")),
        grammar.parse("a@file:/home/me/a-1.0.0.tgz").direct());
    assertEquals(
        Optional.of(URI.create("file:///home/me/a-1.0.0.tgz")),
        grammar.parse("a@/home/me/a-1.0.0.tgz").direct());
    assertEquals("requirement.unsupported", refused("a@./a-1.0.0.tgz").code());
  }

  @Test
  void a_repository_is_named_in_every_form_of_npm() {
    Map.of(
            "a@git+https://host.example/a.git#v1", "git+https://host.example/a.git#v1",
            "a@github:me/a", "git+https://github.com/me/a.git",
            "a@me/a", "git+https://github.com/me/a.git",
            "a@git@host.example:me/a.git", "git+ssh://git@host.example/me/a.git")
        .forEach(
            (words, location) ->
                assertEquals(
                    location, grammar.parse(words).direct().orElseThrow().toString(), words));
  }

  @Test
  void what_cannot_be_read_as_a_repository_is_refused_politely() {
    Map.of(
            "me/a", "requirement.malformed",
            "github:me/a", "requirement.malformed",
            "git+ssh://git@host.example/a.git", "requirement.malformed",
            "a@git+https://host.example/a.git#--x", "requirement.malformed",
            "a@workspace:*", "requirement.unsupported")
        .forEach(
            (words, code) -> {
              Diagnostic diagnostic = refused(words);
              assertEquals(code, diagnostic.code(), words);
              assertFalse(diagnostic.hint().isEmpty());
            });
  }

  @Test
  void a_letter_that_only_looks_latin_is_shown_by_its_number() {
    assertTrue(refused("rеact").hint().contains("U+0435"));
  }

  @Test
  void a_package_url_has_the_scope_as_its_namespace() {
    assertEquals(
        "pkg:npm/%40types/node@20.1.0", grammar.purl(new Pin(Names.of("@types/node"), "20.1.0")));
    assertEquals("pkg:npm/react@18.2.0", grammar.purl(new Pin(Names.of("react"), "18.2.0")));
  }

  @Test
  void what_may_be_left_out_is_said_behind_it() {
    Dependency optional = new NodeGrammar().parse("fsevents@^2 || ^3; optional");
    assertEquals(Tie.OPTIONAL, optional.tie());
    assertEquals("^2 || ^3", optional.range());
    assertEquals("fsevents@^2 || ^3; optional", optional.text());
    assertEquals(Tie.OPTIONAL, new NodeGrammar().parse("a ;  optional").tie());
    assertEquals(Tie.NEEDS, new NodeGrammar().parse("optional@2").tie());
  }
}
