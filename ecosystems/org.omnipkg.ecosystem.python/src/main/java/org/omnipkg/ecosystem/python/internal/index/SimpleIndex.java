package org.omnipkg.ecosystem.python.internal.index;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
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
      List<IndexFile> ours = shelf.ours(page(source, source.location(), desk).orElse(List.of()));
      label = label.isEmpty() && !ours.isEmpty() ? source.label() : label;
      flat.addAll(ours);
    }
    for (Source source : of(sources, Source.Form.INDEX)) {
      try {
        Optional<List<IndexFile>> page = page(source, address(source, name), desk);
        if (page.isPresent()) {
          shelf.add(page.get());
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

  private static URI address(Source source, PackageName name) {
    String base = source.location().toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + name.name() + "/");
  }

  private static Optional<List<IndexFile>> page(Source source, URI address, Desk desk) {
    Desk.Reply reply = desk.fetch(Desk.Ask.of(address, ACCEPT, FRESH));
    if (reply.body().isEmpty()) {
      return Optional.empty();
    }
    byte[] body = reply.body().get();
    Links links = new Links(address, reply.location());
    String type = reply.headers().getOrDefault("content-type", "");
    try {
      boolean json = type.contains("json") || type.isEmpty() && startsWithBrace(body);
      return Optional.of(
          json
              ? JsonPage.read(body, links)
              : HtmlPage.read(new String(body, StandardCharsets.UTF_8), links));
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
