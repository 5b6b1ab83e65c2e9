package org.omnipkg.ecosystem.python.internal.search;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.python.internal.PythonGrammar;
import org.omnipkg.ecosystem.python.internal.index.SimpleIndex;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.NameSearch;
import org.osgi.service.component.annotations.Component;

/**
 * The package of the very name, or none. An index counts no downloads: how often a package was
 * released, for how long, and whether it still is, stand for its renown.
 */
@Component(property = Ecosystem.ID + "=python")
public final class PythonNames implements NameSearch {
  private static final int LIVELY_DAYS = 730;
  private static final double DAYS = 365.25;

  private final PythonGrammar grammar = new PythonGrammar();
  private final SimpleIndex index = new SimpleIndex(new ArtifactChoice());

  @Override
  public List<Candidate> search(String word, Desk desk) {
    PackageName name;
    try {
      name = grammar.parse(word).target();
    } catch (Refusal noName) {
      return List.of();
    }
    Listing listing = index.releases(name, desk);
    if (listing.releases().isEmpty()) {
      return List.of();
    }
    int renown = renown(listing, desk.clock().instant());
    return List.of(new Candidate(name, word, true, renown, evidence(listing)));
  }

  private static int renown(Listing listing, Instant now) {
    List<Release> releases = releases(listing);
    Optional<Instant> first = dates(releases).min(Instant::compareTo);
    Optional<Instant> last = dates(releases).max(Instant::compareTo);
    if (releases.size() < 2 || first.isEmpty() || last.isEmpty()) {
      return releases.size() < 2 ? 1 : 5;
    }
    double years = Duration.between(first.get(), last.get()).toDays() / DAYS;
    boolean lively = Duration.between(last.get(), now).toDays() < LIVELY_DAYS;
    double doublings = Math.log(releases.size()) / Math.log(2);
    return (int)
        Math.round(Math.min(40, 6.4 * doublings) + Math.min(40, 5 * years) + (lively ? 20 : 0));
  }

  private static List<Release> releases(Listing listing) {
    return listing.releases().stream().filter(release -> !release.prerelease()).toList();
  }

  private static Stream<Instant> dates(List<Release> releases) {
    return releases.stream().flatMap(release -> release.published().stream());
  }

  private static String evidence(Listing listing) {
    int number = listing.releases().size();
    String count = String.format(Locale.ROOT, "%,d release%s", number, number == 1 ? "" : "s");
    return dates(listing.releases())
        .min(Instant::compareTo)
        .map(first -> count + " since " + first.atZone(ZoneOffset.UTC).getYear())
        .orElse(count);
  }
}
