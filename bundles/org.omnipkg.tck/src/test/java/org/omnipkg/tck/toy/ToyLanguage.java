package org.omnipkg.tck.toy;

import java.util.Set;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;

/** The mandatory parts; a real one also carries {@code @Component(property = ID + "=toy")}. */
public final class ToyLanguage implements Ecosystem {
  private final Grammar grammar = new ToyGrammar();
  private final Versions versions = new ToyVersions();
  private final PackageIndex index = new ToyIndex(grammar);
  private final Layout layout = new ToyLayout();

  @Override
  public String id() {
    return "toy";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("bricks");
  }

  @Override
  public Grammar grammar() {
    return grammar;
  }

  @Override
  public Versions versions() {
    return versions;
  }

  @Override
  public PackageIndex index() {
    return index;
  }

  @Override
  public Layout layout() {
    return layout;
  }
}
