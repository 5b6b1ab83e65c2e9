package org.omnipkg.ecosystem.go.internal;

import java.util.Set;
import org.omnipkg.ecosystem.go.internal.index.ProxyIndex;
import org.omnipkg.ecosystem.go.internal.layout.GoLayout;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.ProvidesEcosystem;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/** The mandatory parts of Go. */
@ProvidesEcosystem("go")
@Component(property = Ecosystem.ID + "=go")
public final class GoEcosystem implements Ecosystem {
  private final Grammar grammar = new GoGrammar();
  private final Versions versions = new GoVersions();
  private final PackageIndex index = new ProxyIndex();
  private final Layout layout = new GoLayout();

  @Override
  public String id() {
    return "go";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("golang");
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
