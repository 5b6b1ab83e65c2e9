package org.omnipkg.tck;

import java.util.Set;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;

/** A language that does what another does; extend it to change a little of it. */
public class OtherEcosystem implements Ecosystem {
  /** The other one. */
  protected final Ecosystem sound;

  public OtherEcosystem(Ecosystem sound) {
    this.sound = sound;
  }

  @Override
  public String id() {
    return sound.id();
  }

  @Override
  public Set<String> aliases() {
    return sound.aliases();
  }

  @Override
  public String runtime() {
    return sound.runtime();
  }

  @Override
  public Grammar grammar() {
    return sound.grammar();
  }

  @Override
  public Versions versions() {
    return sound.versions();
  }

  @Override
  public PackageIndex index() {
    return sound.index();
  }

  @Override
  public Layout layout() {
    return sound.layout();
  }
}
