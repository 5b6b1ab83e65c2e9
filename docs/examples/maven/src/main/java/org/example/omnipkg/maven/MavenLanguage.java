package org.example.omnipkg.maven;

import java.util.Set;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.ProvidesEcosystem;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/** The mandatory parts of Maven. */
@ProvidesEcosystem("maven")
@Component(property = Ecosystem.ID + "=maven")
public final class MavenLanguage implements Ecosystem {
  private final Grammar grammar = new MavenGrammar();
  private final Versions versions = new MavenVersions();
  private final PackageIndex index = new MavenIndex();
  private final Layout layout = new MavenLayout();

  @Override
  public String id() {
    return MavenGrammar.ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("mvn");
  }

  @Override
  public String runtime() {
    return "java";
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
