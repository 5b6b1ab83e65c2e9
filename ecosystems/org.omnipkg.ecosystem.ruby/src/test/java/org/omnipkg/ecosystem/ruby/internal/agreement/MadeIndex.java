package org.omnipkg.ecosystem.ruby.internal.agreement;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.ruby.internal.RubyEcosystem;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;

/** Facts of the made source, read through the language's own index. */
final class MadeIndex implements Facts {
  private final Ecosystem ruby = new RubyEcosystem();
  private final Map<PackageName, Listing> listings = new HashMap<>();
  private final Desk desk;

  MadeIndex(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Listing releases(PackageName name) {
    return listings.computeIfAbsent(name, n -> ruby.index().releases(n, desk));
  }

  @Override
  public Answer<Manifest> manifest(Release release) {
    return Answer.of(releases(release.pin().name()).manifests().get(release.pin()));
  }

  @Override
  public Ecosystem ecosystem(String id) {
    return ruby;
  }

  @Override
  public List<Dependency> overlay(Pin pin) {
    return List.of();
  }

  @Override
  public void soon(PackageName name, BitSet among) {}

  @Override
  public void walking(PackageName name, BitSet among) {}
}
