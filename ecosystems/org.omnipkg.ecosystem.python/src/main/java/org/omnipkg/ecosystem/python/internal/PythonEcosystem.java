package org.omnipkg.ecosystem.python.internal;

import java.util.Set;
import org.omnipkg.ecosystem.python.internal.index.SimpleIndex;
import org.omnipkg.ecosystem.python.internal.layout.PythonLayout;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.ProvidesEcosystem;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The mandatory parts of Python. */
@ProvidesEcosystem("python")
@Component(property = Ecosystem.ID + "=python")
public final class PythonEcosystem implements Ecosystem {
  private final Grammar grammar = new PythonGrammar();
  private final Versions versions = new PythonVersions();
  private final PackageIndex index;
  private final Layout layout;

  @Activate
  public PythonEcosystem() {
    ArtifactChoice choice = new ArtifactChoice();
    index = new SimpleIndex(choice);
    layout = new PythonLayout(choice::choose);
  }

  @Override
  public String id() {
    return "python";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("pypi");
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
