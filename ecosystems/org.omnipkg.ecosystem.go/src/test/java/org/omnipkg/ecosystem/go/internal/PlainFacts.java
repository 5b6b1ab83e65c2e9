package org.omnipkg.ecosystem.go.internal;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/** Facts straight from the index. */
public final class PlainFacts implements Facts {
  private final Ecosystem go = new GoEcosystem();
  private final Desk desk;
  private final Map<PackageName, Listing> listings = new ConcurrentHashMap<>();

  public PlainFacts(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Listing releases(PackageName name) {
    return listings.computeIfAbsent(name, n -> go.index().releases(n, desk));
  }

  @Override
  public Answer<Manifest> manifest(Release release) {
    return go.index().manifest(release, desk);
  }

  @Override
  public Ecosystem ecosystem(String id) {
    return go;
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
