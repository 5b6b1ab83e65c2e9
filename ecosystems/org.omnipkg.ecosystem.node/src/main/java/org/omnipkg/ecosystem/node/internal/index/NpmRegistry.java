package org.omnipkg.ecosystem.node.internal.index;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.ecosystem.support.KeptListings;
import org.omnipkg.model.Answer;
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
 * npm's registry protocol: one document a name, with the manifests of all its releases. A scope
 * with a registry of its own is asked for there alone; of several registries the first that knows a
 * name answers for it.
 */
public final class NpmRegistry implements PackageIndex {
  public static final Duration FRESH = Duration.ofMinutes(10);
  public static final String ACCEPT =
      "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";

  private final KeptListings kept =
      new KeptListings("npm-listings", new KeptListings.Limits(24 << 20, 300));

  @Override
  public Listing releases(PackageName name, Desk desk) {
    for (Source source : Registries.of(desk).responsible(name.name())) {
      Optional<Listing> listing = ask(source, name, desk);
      if (listing.isPresent()) {
        return listing.get();
      }
    }
    return Listing.empty(name);
  }

  private Optional<Listing> ask(Source source, PackageName name, Desk desk) {
    Registries.Address registry = Registries.Address.of(source);
    Desk.Ask ask = Desk.Ask.of(registry.document(name.name()), ACCEPT, FRESH);
    // a short form is kept on disk, where no secret of an address belongs
    boolean shortened = ask.location().getRawUserInfo() == null;
    Optional<Listing> known =
        shortened ? kept(ask, name, registry, source.label(), desk) : Optional.empty();
    return known.isPresent() ? known : fetch(ask, name, registry, source.label(), shortened, desk);
  }

  private Optional<Listing> kept(
      Desk.Ask ask, PackageName name, Registries.Address registry, String label, Desk desk) {
    return desk.kept(ask)
        .map(reply -> reply.headers().getOrDefault(Desk.DIGEST, ""))
        .filter(digest -> !digest.isEmpty())
        .flatMap(
            page ->
                kept.find(
                    place(ask, label),
                    page,
                    form -> read(form, page, name, registry, label),
                    desk));
  }

  private static String place(Desk.Ask ask, String label) {
    return ask.location() + "\n" + label;
  }

  private static Optional<Listing> read(
      byte[] form, String page, PackageName name, Registries.Address registry, String label) {
    try {
      return Form.read(form, HexFormat.of().parseHex(page))
          .map(whole -> FormListing.of(whole, name, registry, label));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private Optional<Listing> fetch(
      Desk.Ask ask,
      PackageName name,
      Registries.Address registry,
      String label,
      boolean shortened,
      Desk desk) {
    Desk.Reply reply = desk.fetch(ask);
    if (reply.body().isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] page = Digests.sha256().digest(reply.body().get());
      byte[] bytes = Packument.form(reply.body().get(), page, name, registry);
      Form form = Form.read(bytes, page).orElseThrow(() -> new IOException("no form"));
      Listing listing = FormListing.of(form, name, registry, label);
      if (listing.releases().isEmpty()) {
        return Optional.empty();
      }
      if (shortened) {
        kept.keep(place(ask, label), HexFormat.of().formatHex(page), listing, bytes, desk);
      }
      return Optional.of(listing);
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.outside(
              "index.unreadable",
              "the index `" + label + "` answered with a page nobody can read",
              "try again; if it stays so, tell whoever runs that index"),
          e);
    }
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    Manifest manifest = releases(release.pin().name(), desk).manifests().get(release.pin());
    return manifest != null
        ? Answer.of(manifest)
        : Answer.refused(
            Diagnostic.outside(
                "index.unreadable",
                "the registry says nothing of `"
                    + release.pin().name().name()
                    + "@"
                    + release.pin().version()
                    + "` any more",
                "try again; the release may have been taken back"));
  }

  /** The indexes among the sources of this language. */
  static List<Source> indexes(Desk desk) {
    return desk.sources(Names.ECOSYSTEM).stream()
        .filter(source -> source.form() == Source.Form.INDEX)
        .toList();
  }
}
