package org.omnipkg.ecosystem.python.internal.index;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
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
 * The simple index in both its forms. The first index that knows a name answers for it alone, so
 * nobody can slip a newer namesake in from elsewhere; flat places are added to what it says.
 */
public final class SimpleIndex implements PackageIndex {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.01";

  private final ArtifactChoice choice;
  private final KeptListings kept =
      new KeptListings("python-listings", new KeptListings.Limits(96 << 20, 200));

  private volatile SoftReference<Flat> lastFlat = new SoftReference<>(null);

  private record Flat(byte[] body, List<IndexFile> files) {}

  public SimpleIndex(ArtifactChoice choice) {
    this.choice = choice;
  }

  @Override
  public Listing releases(PackageName name, Desk desk) {
    List<Source> sources = desk.sources("python");
    Shelf shelf = new Shelf(name, choice);
    List<IndexFile> flat = new ArrayList<>();
    String label = "";
    for (Source source : of(sources, Source.Form.FLAT)) {
      List<IndexFile> ours = shelf.ours(page(source, source.location(), desk));
      label = label.isEmpty() && !ours.isEmpty() ? source.label() : label;
      flat.addAll(ours);
    }
    for (Source source : of(sources, Source.Form.INDEX)) {
      try {
        URI address = address(source, name);
        // a short form is kept on disk, where no secret of an address belongs
        boolean shortened = flat.isEmpty() && address.getRawUserInfo() == null;
        Optional<Listing> known = shortened ? kept(name, source, address, desk) : Optional.empty();
        if (known.isPresent()) {
          return known.get();
        }
        Desk.Reply reply = desk.fetch(Desk.Ask.of(address, ACCEPT, FRESH));
        if (reply.body().isPresent()) {
          shelf.add(read(source, address, reply, reply.body().get()));
          label = source.label();
          if (shortened && !shelf.isEmpty()) {
            return kept(shelf, address, digest(reply), source, desk);
          }
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

  private Optional<Listing> kept(PackageName name, Source source, URI address, Desk desk) {
    return desk.kept(Desk.Ask.of(address, ACCEPT, FRESH))
        .map(reply -> reply.headers().getOrDefault(Desk.DIGEST, ""))
        .filter(digest -> !digest.isEmpty())
        .flatMap(
            page ->
                kept.find(
                    place(address, name, source),
                    page,
                    form -> ListingForm.read(form, page, name, source.label(), choice),
                    desk));
  }

  private static String place(URI address, PackageName name, Source source) {
    return address + "\n" + name + "\n" + source.label();
  }

  private Listing kept(Shelf shelf, URI address, String page, Source source, Desk desk) {
    byte[] form = shelf.form(page);
    Listing listing = shelf.listing(form, page, source.label());
    kept.keep(place(address, listing.name(), source), page, listing, form, desk);
    return listing;
  }

  private static String digest(Desk.Reply reply) {
    String said = reply.headers().getOrDefault(Desk.DIGEST, "");
    return said.isEmpty() ? Digests.hex(reply.body().orElse(new byte[0])) : said;
  }

  private static List<Source> of(List<Source> sources, Source.Form form) {
    return sources.stream().filter(source -> source.form() == form).toList();
  }

  private static URI address(Source source, PackageName name) {
    String base = source.location().toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + name.name() + "/");
  }

  /** What a flat place offers; a desk that shows the same bytes again has them read once. */
  private List<IndexFile> page(Source source, URI address, Desk desk) {
    Desk.Reply reply = desk.fetch(Desk.Ask.of(address, ACCEPT, FRESH));
    if (reply.body().isEmpty()) {
      return List.of();
    }
    byte[] body = reply.body().get();
    Flat known = lastFlat.get();
    if (known == null || known.body() != body) {
      known = new Flat(body, read(source, address, reply, body));
      lastFlat = new SoftReference<>(known);
    }
    return known.files();
  }

  private static List<IndexFile> read(Source source, URI address, Desk.Reply reply, byte[] body) {
    Links links = new Links(address, reply.location());
    String type = reply.headers().getOrDefault("content-type", "");
    try {
      boolean json = type.contains("json") || type.isEmpty() && startsWithBrace(body);
      return json
          ? JsonPage.read(body, links)
          : HtmlPage.read(new String(body, StandardCharsets.UTF_8), links);
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.outside(
              "index.unreadable",
              "the index `" + source.label() + "` answered with a page nobody can read",
              "try again; if it stays so, tell whoever runs that index"),
          e);
    }
  }

  private static boolean startsWithBrace(byte[] body) {
    int at = 0;
    while (at < body.length && body[at] <= ' ') {
      at++;
    }
    return at < body.length && body[at] == '{';
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    return new Manifests(desk).of(release);
  }
}
