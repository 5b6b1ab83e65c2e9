package org.omnipkg.ecosystem.ruby.internal;

import java.util.Set;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.ecosystem.ruby.internal.index.RubyIndex;
import org.omnipkg.ecosystem.ruby.internal.layout.RubyLayout;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.ProvidesEcosystem;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/** The mandatory parts of Ruby. */
@ProvidesEcosystem(RubyGrammar.ID)
@Component(property = Ecosystem.ID + "=" + RubyGrammar.ID)
public final class RubyEcosystem implements Ecosystem {
  private final Grammar grammar = new RubyGrammar();
  private final Versions versions = new RubyVersions();
  private final PackageIndex index = new RubyIndex();
  private final Layout layout = new RubyLayout();

  @Override
  public String id() {
    return RubyGrammar.ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("gem");
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
