package org.omnipkg.ecosystem.python.internal.practice;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.python.internal.PythonEcosystem;
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

/** What the paper registry says, read anew for each solve. For one thread. */
final class PaperFacts implements Facts {
  private final Ecosystem python = new PythonEcosystem();
  private final Desk desk;
  private final Map<PackageName, Listing> listings = new HashMap<>();
  private final Map<Pin, Answer<Manifest>> manifests = new HashMap<>();

  PaperFacts(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Listing releases(PackageName name) {
    Listing known = listings.get(name);
    if (known == null) {
      known = python.index().releases(name, desk);
      listings.put(name, known);
    }
    return known;
  }

  @Override
  public Answer<Manifest> manifest(Release release) {
    Answer<Manifest> known = manifests.get(release.pin());
    if (known == null) {
      known = python.index().manifest(release, desk);
      manifests.put(release.pin(), known);
    }
    return known;
  }

  @Override
  public Ecosystem ecosystem(String id) {
    return python;
  }

  @Override
  public List<Dependency> overlay(Pin pin) {
    return List.of();
  }

  @Override
  public void soon(PackageName name, BitSet among) {
    releases(name);
  }

  @Override
  public void soon(PackageName name, Scout scout) {
    Listing listing = releases(name);
    scout.likely(listing).stream()
        .forEach(i -> manifest(listing.releases().get(i)).value().ifPresent(scout::read));
  }

  @Override
  public void walking(PackageName name, BitSet among) {}
}
