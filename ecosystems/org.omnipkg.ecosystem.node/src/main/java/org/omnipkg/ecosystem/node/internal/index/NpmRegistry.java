package org.omnipkg.ecosystem.node.internal.index;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.words.Names;
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

  private static Optional<Listing> ask(Source source, PackageName name, Desk desk) {
    Registries.Address registry = Registries.Address.of(source);
    Desk.Reply reply = desk.fetch(Desk.Ask.of(registry.document(name.name()), ACCEPT, FRESH));
    if (reply.body().isEmpty()) {
      return Optional.empty();
    }
    try {
      Listing listing = Packument.read(reply.body().get(), name, registry, source.label());
      return listing.releases().isEmpty() ? Optional.empty() : Optional.of(listing);
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.outside(
              "index.unreadable",
              "the index `" + source.label() + "` answered with a page nobody can read",
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
