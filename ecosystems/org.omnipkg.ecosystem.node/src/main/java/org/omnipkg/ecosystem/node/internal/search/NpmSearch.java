package org.omnipkg.ecosystem.node.internal.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.index.NpmRegistry;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.NameSearch;
import org.osgi.service.component.annotations.Component;

/**
 * What npm's registry knows of a name: it lists no namesakes and counts no downloads here, so how
 * long and how often a package was released, and how long ago, stand for its renown.
 */
@Component(property = Ecosystem.ID + "=node")
public final class NpmSearch implements NameSearch {
  private static final int LIVELY_DAYS = 730;

  private final NpmRegistry registry = new NpmRegistry();

  @Override
  public List<Candidate> search(String word, Desk desk) {
    if (!Names.valid(word)) {
      return List.of();
    }
    Listing listing = registry.releases(Names.of(word), desk);
    if (listing.releases().isEmpty()) {
      return List.of();
    }
    List<Release> releases =
        listing.releases().stream().filter(release -> !release.prerelease()).toList();
    Optional<Instant> first =
        releases.stream().flatMap(r -> r.published().stream()).min(Instant::compareTo);
    Optional<Instant> last =
        releases.stream().flatMap(r -> r.published().stream()).max(Instant::compareTo);
    Instant now = desk.clock().instant();
    int renown = renown(releases.size(), first, last, now);
    Optional<String> gone = latest(listing).flatMap(Release::withdrawn);
    return List.of(
        new Candidate(
            listing.name(),
            word,
            true,
            gone.isPresent() ? renown / 4 : renown,
            evidence(releases.size(), first) + gone.map(why -> ", deprecated").orElse("")));
  }

  private static Optional<Release> latest(Listing listing) {
    return Optional.ofNullable(listing.tags().get("latest")).flatMap(listing::find);
  }

  /** Many releases over many years, the last not long ago; a single one says nothing. */
  private static int renown(
      int releases, Optional<Instant> first, Optional<Instant> last, Instant now) {
    if (releases < 2 || first.isEmpty() || last.isEmpty()) {
      return releases < 2 ? 1 : 5;
    }
    double years = java.time.Duration.between(first.get(), last.get()).toDays() / 365.0;
    boolean lively = java.time.Duration.between(last.get(), now).toDays() < LIVELY_DAYS;
    double points =
        Math.min(40, 8 * Math.log(releases) / Math.log(2) * 0.8)
            + Math.min(40, years * 5)
            + (lively ? 20 : 0);
    return (int) Math.max(1, Math.min(100, Math.round(points)));
  }

  private static String evidence(int releases, Optional<Instant> first) {
    return String.format(Locale.ROOT, "%,d release%s", releases, releases == 1 ? "" : "s")
        + first.map(at -> " since " + at.atZone(ZoneOffset.UTC).getYear()).orElse("");
  }
}
