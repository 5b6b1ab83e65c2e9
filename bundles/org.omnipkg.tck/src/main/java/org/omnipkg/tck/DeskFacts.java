package org.omnipkg.tck;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Facts straight from a language's index, each asked once; for several threads. */
public class DeskFacts implements Facts {
  private final Ecosystem language;
  private final Desk desk;
  private final Map<PackageName, Listing> listings = new HashMap<>();
  private final Map<Pin, Answer<Manifest>> manifests = new HashMap<>();

  public DeskFacts(Ecosystem language, Desk desk) {
    this.language = language;
    this.desk = desk;
  }

  @Override
  public final synchronized Listing releases(PackageName name) {
    Listing known = listings.get(name);
    if (known == null) {
      known = language.index().releases(name, desk);
      listings.put(name, known);
    }
    return known;
  }

  /** The one that came with the listing, where the registry gives them so. */
  @Override
  public final synchronized Answer<Manifest> manifest(Release release) {
    Manifest given = releases(release.pin().name()).manifests().get(release.pin());
    if (given != null) {
      return Answer.of(given);
    }
    Answer<Manifest> known = manifests.get(release.pin());
    if (known == null) {
      known = language.index().manifest(release, desk);
      manifests.put(release.pin(), known);
    }
    return known;
  }

  @Override
  public final Ecosystem ecosystem(String id) {
    return language;
  }

  @Override
  public final List<Dependency> overlay(Pin pin) {
    return List.of();
  }

  @Override
  public final void soon(PackageName name, BitSet among) {}

  @Override
  public final void walking(PackageName name, BitSet among) {}
}
