package org.omnipkg.tck.sabotage;

import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.RequirementsFile;

/** A grammar that does what another does, until a method is overridden. */
class OtherGrammar implements Grammar {
  final Grammar sound;

  OtherGrammar(Grammar sound) {
    this.sound = sound;
  }

  @Override
  public Dependency parse(String words) {
    return sound.parse(words);
  }

  @Override
  public Dependency parse(String words, String feature) {
    return parse(words);
  }

  @Override
  public PackageName name(String spelled) {
    return sound.name(spelled);
  }

  @Override
  public String purl(Pin pin) {
    return sound.purl(pin);
  }

  @Override
  public String exact(Pin pin, Set<String> features) {
    return sound.exact(pin, features);
  }

  @Override
  public RequirementsFile file(String text, String origin) {
    return Grammar.super.file(text, origin);
  }

  @Override
  public RequirementsFile file(String text, String origin, Map<String, String> environment) {
    return file(text, origin);
  }
}
