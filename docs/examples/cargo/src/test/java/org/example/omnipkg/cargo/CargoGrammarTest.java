package org.example.omnipkg.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

class CargoGrammarTest extends GrammarContract {
  @Override
  protected Grammar grammar() {
    return new CargoGrammar();
  }

  @Override
  protected String ecosystem() {
    return "cargo";
  }

  @Override
  protected List<String> spellings() {
    return List.of("some-crate");
  }

  @Override
  protected String ranged() {
    return "some-crate@>=1.2, <2";
  }

  @Override
  protected String featured(String feature) {
    return "some-crate[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "some-crate @ " + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of(
        "",
        "!",
        "some-crate@",
        "two crates",
        "../crate",
        "crate[",
        "crate[!]",
        "crate@x.y",
        "1crate");
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour == Behaviour.FEATURES;
  }

  @Test
  void a_version_alone_is_cargo_s_requirement() {
    assertEquals("14", grammar().parse("ripgrep@14").range());
    assertEquals("ripgrep@=14.1.0", grammar().exact(pin("14.1.0"), java.util.Set.of()));
    assertEquals("pkg:cargo/ripgrep@1.0.0%2Bx", grammar().purl(pin("1.0.0+x")));
  }

  private static Pin pin(String version) {
    return new Pin(new PackageName("cargo", "ripgrep"), version);
  }
}
