package org.omnipkg.spi;

import java.util.BitSet;
import java.util.List;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.osgi.annotation.versioning.ProviderType;

/** Cached facts of the registries, as a solver sees them. Calls block until the fact is there. */
@ProviderType
public interface Facts {
  /** Every release of a name; empty when no source knows it. */
  Listing releases(PackageName name);

  /** What a release declares. */
  Answer<Manifest> manifest(Release release);

  /** The language of this id, for its grammar and its order of versions. */
  Ecosystem ecosystem(String id);

  /** Undeclared needs known from evidence, e.g. that node-gyp 8 wants Python below 3.12. */
  List<Dependency> overlay(Pin pin);

  /** This name will be asked for soon: fetch its listing, and the manifests of these releases. */
  void soon(PackageName name, BitSet among);

  /**
   * This name will be asked for soon: fetch its listing, and what the scout likes of it. Whoever
   * cannot do that fetches the listing alone.
   */
  default void soon(PackageName name, Scout scout) {
    soon(name, new BitSet());
  }

  /** The solver is trying these releases one after the other: fetch their manifests in a batch. */
  void walking(PackageName name, BitSet among);

  /**
   * Runs ahead of a solver on threads of whoever gives the facts, so that these arrive before they
   * are asked for; what it guesses wrong costs a document that nobody reads.
   */
  interface Scout {
    /** The releases that are likely to be chosen: their manifests are fetched. */
    BitSet likely(Listing listing);

    /** One of those manifests is there; what it needs may be asked for soon, too. */
    void read(Manifest manifest);
  }
}
