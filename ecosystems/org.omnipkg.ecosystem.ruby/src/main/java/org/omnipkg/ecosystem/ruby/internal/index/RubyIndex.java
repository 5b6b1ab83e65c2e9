package org.omnipkg.ecosystem.ruby.internal.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;

/**
 * Gem sources in all their forms. The first index that knows a name answers for it alone, so that
 * nobody can slip a newer namesake in from elsewhere; flat places are added to what it says.
 */
public final class RubyIndex implements PackageIndex {
  /** Fact of an artifact that was made here and lies on this machine. */
  private static final String BUILT = "built";

  /** What {@code gem generate_index} makes, in either form. */
  @Override
  public boolean isIndex(Path folder) {
    return Files.isRegularFile(folder.resolve("versions"))
        || Files.isRegularFile(folder.resolve("specs.4.8.gz"));
  }

  @Override
  public Listing releases(PackageName name, Desk desk) {
    List<Source> sources = desk.sources(RubyGrammar.ID);
    List<Offer> flat = new ArrayList<>();
    String label = "";
    for (Source source : of(sources, Source.Form.FLAT)) {
      List<Offer> ours = new GemFolder(new Place(source), desk).offers(name.name());
      label = label.isEmpty() && !ours.isEmpty() ? source.label() : label;
      flat.addAll(ours);
    }
    Shelf shelf = new Shelf(name);
    for (Source source : of(sources, Source.Form.INDEX)) {
      try {
        List<Offer> offers = offers(name.name(), new Place(source), desk);
        if (!offers.isEmpty()) {
          shelf.add(offers);
          label = source.label();
          break;
        }
      } catch (Refusal e) {
        // Without the network the flat places may still have what is wanted.
        if (!e.diagnostic().code().equals("fetch.offline") || flat.isEmpty()) {
          throw e;
        }
        break;
      }
    }
    shelf.add(flat);
    return shelf.isEmpty() ? Listing.empty(name) : shelf.listing(label);
  }

  private static List<Source> of(List<Source> sources, Source.Form form) {
    return sources.stream().filter(source -> source.form() == form).toList();
  }

  /** None when the source does not know the name. */
  private static List<Offer> offers(String name, Place place, Desk desk) {
    CompactIndex compact = new CompactIndex(place, desk);
    Optional<List<Offer>> offers = compact.offers(name);
    if (offers.isPresent() || compact.isThere()) {
      return offers.orElse(List.of());
    }
    return new FullIndex(place, desk)
        .offers(name)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.outside(
                        "index.no-gems",
                        "the index `" + place.source().label() + "` is no source of gems",
                        "look at its address: `omnipkg config get index`, or `gem sources`")));
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    Optional<Artifact> built =
        release.artifacts().stream().filter(one -> one.facts().containsKey(BUILT)).findFirst();
    if (built.isPresent()) {
      return Answer.of(MadeGem.manifest(release.pin(), built.get()));
    }
    Manifest manifest = releases(release.pin().name(), desk).manifests().get(release.pin());
    return manifest != null
        ? Answer.of(manifest)
        : Answer.refused(
            Diagnostic.outside(
                "metadata.missing",
                "no source tells the needs of `" + release.pin() + "` any more",
                ""));
  }
}
