package org.omnipkg.ecosystem.node.internal;

import java.util.Set;
import org.omnipkg.ecosystem.node.internal.index.NpmRegistry;
import org.omnipkg.ecosystem.node.internal.layout.NodeLayout;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.ProvidesEcosystem;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/** The mandatory parts of Node. */
@ProvidesEcosystem("node")
@Component(property = Ecosystem.ID + "=node")
public final class NodeEcosystem implements Ecosystem {
  private final Grammar grammar = new NodeGrammar();
  private final Versions versions = new NodeVersions();
  private final PackageIndex index = new NpmRegistry();
  private final Layout layout = NodeLayout.of(System.getenv());

  @Override
  public String id() {
    return Names.ECOSYSTEM;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("npm");
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
