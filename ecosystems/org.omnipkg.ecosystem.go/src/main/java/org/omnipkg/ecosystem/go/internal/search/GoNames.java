package org.omnipkg.ecosystem.go.internal.search;

import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.index.ProxyIndex;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.go.internal.requirement.Aliases;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.NameSearch;
import org.osgi.service.component.annotations.Component;

/** Module paths are what they are; short names mean what the curated table says, if it is there. */
@Component(property = Ecosystem.ID + "=go")
public final class GoNames implements NameSearch {
  private static final int KNOWN = 50;
  private static final int MOST = 90;

  @Override
  public List<Candidate> search(String word, Desk desk) {
    Optional<String> alias = Aliases.path(word);
    boolean path = word.contains("/") && ModulePath.flaw(word).isEmpty();
    if (alias.isEmpty() && !path) {
      return List.of();
    }
    PackageName name = new PackageName("go", alias.orElse(word));
    Listing listing = new ProxyIndex().releases(name, desk);
    int versions = listing.releases().size();
    if (versions == 0) {
      return List.of();
    }
    int renown = Math.min(MOST, versions + (alias.isPresent() ? KNOWN : 0));
    String newest = listing.releases().get(versions - 1).pin().version();
    String evidence =
        name.name()
            + ", "
            + (versions == 1 ? "1 version" : versions + " versions")
            + " up to "
            + newest;
    return List.of(new Candidate(name, word, alias.isEmpty(), renown, evidence));
  }
}
