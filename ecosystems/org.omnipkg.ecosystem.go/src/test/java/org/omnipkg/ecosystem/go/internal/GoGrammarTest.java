package org.omnipkg.ecosystem.go.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

class GoGrammarTest extends GrammarContract {
  private final Grammar grammar = new GoGrammar();

  @Override
  protected Grammar grammar() {
    return grammar;
  }

  @Override
  protected String ecosystem() {
    return "go";
  }

  @Override
  protected List<String> spellings() {
    return List.of("github.com/gin-gonic/gin", "gin");
  }

  @Override
  protected String ranged() {
    return "github.com/gin-gonic/gin@v1.9.1";
  }

  @Override
  protected String featured(String feature) {
    return "github.com/gin-gonic/gin[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "github.com/gin-gonic/gin @ " + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of(
        "",
        "github.com/gin-gonic/g\u0456n",
        "github.com/../../etc/passwd",
        "github.com//gin",
        "/etc/passwd",
        "https://github.com/gin-gonic/gin",
        "github.com/gin-gonic/gin@",
        "github.com/gin-gonic/gin@none",
        "github.com/gin-gonic/gin@patch",
        "github.com/gin-gonic/gin@v1/../../x",
        "github.com/gin-gonic/gin>=1.2",
        "github.com/a/b/v1",
        "gopkg.in/yaml",
        "github.com/a/b[../../x]",
        "-x.com/a",
        "internal/x");
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour == Behaviour.FEATURES;
  }

  @Test
  void queries_are_kept_as_written() {
    assertEquals("v1.9.1", grammar.parse("gin@v1.9.1").range());
    assertEquals("latest", grammar.parse("gin@latest").range());
    assertEquals("master", grammar.parse("gin@master").range());
    assertEquals("daa7c04131f5", grammar.parse("gin@daa7c04131f5").range());
    assertEquals(">=v1.2", grammar.parse("gin>=v1.2").range());
    assertEquals("v2.0.0+incompatible", grammar.parse("a.b/c@v2.0.0+incompatible").range());
  }

  @Test
  void an_unknown_short_name_is_refused_with_candidates() {
    Diagnostic why = assertThrows(Refusal.class, () -> grammar.parse("cobre")).diagnostic();
    assertEquals("requirement.unknown-short-name", why.code());
    assertTrue(why.details().toString().contains("github.com/spf13/cobra"), why.toString());
  }

  @Test
  void capital_letters_are_part_of_a_name() {
    assertNotEquals(
        grammar.name("github.com/BurntSushi/toml"), grammar.name("github.com/burntsushi/toml"));
  }

  @Test
  void an_exact_requirement_names_its_commands() {
    Pin pin = new Pin(new PackageName("go", "golang.org/x/tools"), "v0.26.0");
    assertEquals(
        "golang.org/x/tools[cmd/goyacc,cmd/stringer]@v0.26.0",
        grammar.exact(pin, Set.of("cmd/stringer", "cmd/goyacc")));
  }

  @Test
  void package_urls_are_golangs() {
    assertEquals(
        "pkg:golang/github.com/gin-gonic/gin@v1.9.1",
        grammar.purl(new Pin(grammar.name("gin"), "v1.9.1")));
  }
}
