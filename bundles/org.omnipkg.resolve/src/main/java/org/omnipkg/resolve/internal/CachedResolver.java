package org.omnipkg.resolve.internal;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.store.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Opens sessions whose facts are fetched once, and whose manifests are kept for ever. */
@Component
public final class CachedResolver implements Resolver {
  private final Languages languages;
  private final ManifestShelf shelf;
  private final Scribe scribe;
  private final Logger log;
  private final Crew crew = new Crew();
  private final RecentManifests recent = new RecentManifests();

  /** A request's listings, as long as somebody works at its desk; one who is gone holds nothing. */
  private final Map<Desk, SoftReference<Flights<PackageName, Listing>>> listings =
      new WeakHashMap<>();

  @Activate
  public CachedResolver(
      @Reference Languages languages,
      @Reference Ledger ledger,
      @Reference(service = LoggerFactory.class) Logger log) {
    this.languages = languages;
    this.shelf = new ManifestShelf(ledger, log);
    this.scribe = new Scribe(shelf, languages, log);
    this.log = log;
  }

  @Override
  public Session open(Ecosystem ecosystem, Desk desk) {
    Flights<PackageName, Listing> shared = shared(desk);
    return new CachedSession(ecosystem, desk, languages, shelf, scribe, crew, log, recent, shared);
  }

  @Deactivate
  public void close() {
    crew.close();
    scribe.close();
  }

  private Flights<PackageName, Listing> shared(Desk desk) {
    synchronized (listings) {
      SoftReference<Flights<PackageName, Listing>> known = listings.get(desk);
      Flights<PackageName, Listing> flights = known == null ? null : known.get();
      if (flights == null) {
        flights = new Flights<>(desk.progress());
        listings.put(desk, new SoftReference<>(flights));
      }
      return flights;
    }
  }

  @Override
  public Diagnostic explain(Derivation why, Problem problem, Map<String, String> origins) {
    return Explanation.of(why, problem, origins);
  }
}
