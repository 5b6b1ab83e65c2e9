package org.omnipkg.ecosystem.python.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

public class PythonGrammarTest extends GrammarContract {
  @Override
  protected Grammar grammar() {
    return new PythonGrammar();
  }

  @Override
  protected String ecosystem() {
    return "python";
  }

  @Override
  protected List<String> spellings() {
    return List.of("zope-interface", "Zope.Interface", "zope_interface", "ZOPE-._interface");
  }

  @Override
  protected String ranged() {
    return "zope.interface[docs] >= 5, < 7";
  }

  @Override
  protected String featured(String feature) {
    return "zope.interface[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "zope.interface @ " + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of("", "flask=", "flask>", "-flask", "flask==", "flask[", "flask;x", "a b");
  }

  @Test
  public void a_package_url_is_of_the_registrys_kind() {
    Pin pin = new Pin(grammar().name("Zope.Interface"), "6.0+x");
    assertEquals("pkg:pypi/zope-interface@6.0%2Bx", grammar().purl(pin));
  }

  @Test
  public void a_requirements_file_sees_the_variables_of_the_one_who_asks() {
    assertEquals(
        "rich==1.0",
        grammar()
            .file("rich==${WANTED}", "r.txt", Map.of("WANTED", "1.0"))
            .requirements()
            .get(0)
            .text());
  }
}
