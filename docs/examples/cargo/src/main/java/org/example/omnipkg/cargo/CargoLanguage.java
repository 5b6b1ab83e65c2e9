package org.example.omnipkg.cargo;

import java.util.Set;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.ProvidesEcosystem;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/** The mandatory parts of Cargo. */
@ProvidesEcosystem("cargo")
@Component(property = Ecosystem.ID + "=cargo")
public final class CargoLanguage implements Ecosystem {
  private final Grammar grammar = new CargoGrammar();
  private final Versions versions = new CargoVersions();
  private final PackageIndex index = new CargoIndex();
  private final Layout layout = new CargoLayout();

  @Override
  public String id() {
    return CargoGrammar.ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("crate", "rust");
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
