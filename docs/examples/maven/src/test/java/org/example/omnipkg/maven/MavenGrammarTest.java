package org.example.omnipkg.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

class MavenGrammarTest extends GrammarContract {
  @Override
  protected Grammar grammar() {
    return new MavenGrammar();
  }

  @Override
  protected String ecosystem() {
    return "maven";
  }

  @Override
  protected List<String> spellings() {
    return List.of("org.example:sun", "org.example:sun:jar");
  }

  @Override
  protected String ranged() {
    return "org.example:sun@[1.2,2.0)";
  }

  @Override
  protected String featured(String feature) {
    return "org.example:sun[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "org.example:sun @ " + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of(
        "",
        "!",
        "sun",
        "org.example:sun@",
        "org.example:../sun",
        "org.example:sun@[1.0",
        "org.example:sun@1.0/../../x",
        "a:b:c:d:e");
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }

  @Test
  void a_classifier_is_part_of_the_name_and_of_the_package_url() {
    PackageName name = grammar().name("io.netty:epoll:jar:linux-x86_64");
    assertEquals("io.netty:epoll:jar:linux-x86_64", name.name());
    assertEquals(
        "pkg:maven/io.netty/epoll@4.1?classifier=linux-x86_64",
        grammar().purl(new Pin(name, "4.1")));
    assertEquals(
        "pkg:maven/a/b@1?type=zip", grammar().purl(new Pin(grammar().name("a:b:zip"), "1")));
  }

  @Test
  void a_bare_version_is_one_version() {
    assertEquals("33.0.0-jre", grammar().parse("com.google.guava:guava@33.0.0-jre").range());
    assertThrows(Refusal.class, () -> grammar().parse("com.google.guava:guava@33 .0"));
  }
}
