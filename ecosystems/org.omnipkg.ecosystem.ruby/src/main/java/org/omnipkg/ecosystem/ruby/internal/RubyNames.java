package org.omnipkg.ecosystem.ruby.internal;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.ecosystem.ruby.internal.index.RubyIndex;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.NameSearch;
import org.osgi.service.component.annotations.Component;

/**
 * A word means the gem of that very name or none: names that are only near it are left alone. The
 * index tells no downloads; how often a gem was released is the evidence there is.
 */
@Component(property = Ecosystem.ID + "=ruby")
public final class RubyNames implements NameSearch {
  private static final int MOST = 60;

  private final RubyIndex index = new RubyIndex();

  @Override
  public List<Candidate> search(String word, Desk desk) {
    if (!Names.valid(word)) {
      return List.of();
    }
    PackageName name = new PackageName(RubyGrammar.ID, word);
    Listing listing = index.releases(name, desk);
    long versions = listing.releases().stream().map(r -> r.pin().version()).distinct().count();
    return versions == 0
        ? List.of()
        : List.of(new Candidate(name, word, true, renown(versions), evidence(versions, listing)));
  }

  /** Doubling the releases adds the same each time; a gem with a thousand is not the only one. */
  private static int renown(long versions) {
    double doublings = Math.log(versions) / Math.log(2);
    return (int) Math.min(MOST, Math.round(5 + doublings * 6));
  }

  private static String evidence(long versions, Listing listing) {
    String count =
        versions == 1 ? "1 version" : String.format(Locale.ROOT, "%,d versions", versions);
    Optional<Integer> since =
        listing.releases().stream()
            .map(Release::published)
            .flatMap(Optional::stream)
            .map(instant -> instant.atZone(ZoneOffset.UTC).getYear())
            .min(Integer::compare);
    return since.map(year -> count + " since " + year).orElse(count);
  }
}
