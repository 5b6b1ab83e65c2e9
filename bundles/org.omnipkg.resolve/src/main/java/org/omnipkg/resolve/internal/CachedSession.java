package org.omnipkg.resolve.internal;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.LateList;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Wanting;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Languages.Lease;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.service.log.Logger;

/** Facts of one request. Fetching ahead has threads of its own: a Desk's may wait for these. */
final class CachedSession implements Resolver.Session {
  private static final String RUNTIME = "runtime";
  private static final Undeclared UNDECLARED = Undeclared.list();
  private static final int THREADS = 32;
  private static final int WALK = 48;
  private static final long CLOSE_MILLIS = 5_000;

  /**
   * What a manifest is read from: a pin alone may mean an index's files or one built here. Whoever
   * holds the same list means the same files; comparing them would have them all read.
   */
  private record Files(Pin pin, List<Artifact> artifacts) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Files files
          && files.pin.equals(pin)
          && (files.artifacts == artifacts
              || !(artifacts instanceof LateList) && files.artifacts.equals(artifacts));
    }

    @Override
    public int hashCode() {
      return pin.hashCode();
    }
  }

  private final Ecosystem own;
  private final Desk desk;
  private final Languages languages;
  private final ManifestShelf shelf;
  private final Scribe scribe;
  private final Logger log;
  private final RecentManifests recent;
  private final Flights<PackageName, Listing> listings;
  private final Flights<Files, Answer<Manifest>> manifests;
  private final Queue<ManifestShelf.Read> fresh = new ConcurrentLinkedQueue<>();
  private final Map<String, Lease<Ecosystem>> others = new ConcurrentHashMap<>();
  private final Map<String, Long> editions = new ConcurrentHashMap<>();
  private final Crew.Watch ahead;

  CachedSession(
      Ecosystem own,
      Desk desk,
      Languages languages,
      ManifestShelf shelf,
      Scribe scribe,
      Crew crew,
      Logger log,
      RecentManifests recent,
      Flights<PackageName, Listing> listings) {
    this.recent = recent;
    this.own = own;
    this.desk = desk;
    this.languages = languages;
    this.shelf = shelf;
    this.scribe = scribe;
    this.log = log;
    this.listings = listings;
    this.manifests = new Flights<>(desk.progress());
    this.ahead = crew.watch(THREADS);
  }

  @Override
  public Listing releases(PackageName name) {
    return listings.get(
        name, () -> guarded(() -> ecosystem(name.ecosystem()).index().releases(name, desk)));
  }

  @Override
  public Optional<Listing> known(PackageName name) {
    return listings.peek(name);
  }

  @Override
  public Answer<Manifest> manifest(Release release) {
    return manifests.get(
        new Files(release.pin(), release.artifacts()), () -> guarded(() -> find(release)));
  }

  private Answer<Manifest> find(Release release) {
    Pin pin = release.pin();
    Ecosystem ecosystem = ecosystem(pin.name().ecosystem());
    Optional<Manifest> known =
        listings
            .peek(pin.name())
            .filter(listing -> listing.manifests().containsKey(pin))
            .filter(listing -> listing.releases().contains(release))
            .map(listing -> listing.manifests().get(pin))
            .or(() -> recent.find(release));
    if (known.isPresent()) {
      return Answer.of(known.get());
    }
    Optional<Manifest> kept = shelf.find(release, ecosystem.grammar());
    Answer<Manifest> answer =
        kept.isPresent() ? Answer.of(kept.get()) : ecosystem.index().manifest(release, desk);
    if (answer.value().isPresent() && kept.isEmpty()) {
      fresh.add(new ManifestShelf.Read(release, answer.value().get()));
    }
    answer
        .value()
        .filter(manifest -> manifest.certainty() == Certainty.STATED)
        .ifPresent(manifest -> recent.keep(release, manifest));
    return answer;
  }

  @Override
  public Ecosystem ecosystem(String id) {
    if (id.equals(own.id())) {
      return own;
    }
    editions.computeIfAbsent(id, languages::edition);
    return others.computeIfAbsent(id, languages::ecosystem).service();
  }

  @Override
  public Map<String, Long> others() {
    return Map.copyOf(editions);
  }

  @Override
  public List<Dependency> overlay(Pin pin) {
    // a chosen runtime stands in a resolution too, and is of no language that could be asked
    return pin.name().ecosystem().equals(RUNTIME)
        ? List.of()
        : UNDECLARED.of(pin, ecosystem(pin.name().ecosystem()).versions());
  }

  @Override
  public void soon(PackageName name, BitSet among) {
    fetchAhead(name, among, Integer.MAX_VALUE);
  }

  @Override
  public void walking(PackageName name, BitSet among) {
    fetchAhead(name, among, WALK);
  }

  @Override
  public void soon(PackageName name, Scout scout) {
    quietly(
        () -> {
          Listing listing = releases(name);
          BitSet likely = scout.likely(listing);
          for (int i = likely.nextSetBit(0); i >= 0; i = likely.nextSetBit(i + 1)) {
            manifest(listing.releases().get(i)).value().ifPresent(scout::read);
          }
        });
  }

  private void fetchAhead(PackageName name, BitSet among, int most) {
    BitSet wanted = (BitSet) among.clone();
    quietly(
        () -> {
          List<Release> releases = releases(name).releases();
          int left = most;
          for (int i = wanted.previousSetBit(releases.size() - 1);
              i >= 0 && left > 0;
              i = i == 0 ? -1 : wanted.previousSetBit(i - 1), left--) {
            Release release = releases.get(i);
            quietly(() -> manifest(release));
          }
        });
  }

  private void quietly(Runnable work) {
    Runnable lent =
        Deputy.doing(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | LinkageError e) {
                // Whoever needs the fact will ask for it and be told.
                log.debug("fetching ahead gave up: {}", e.toString());
              }
            });
    if (!ahead.add(lent)) {
      log.debug("fetching ahead asked for after the end");
    }
  }

  @Override
  public Outcome solve(Solver solver, Problem problem) {
    Desk own = new SolveDesk(desk);
    Outcome outcome = guarded(() -> Blame.blaming(() -> solver.solve(problem, this, own)));
    desk.progress()
        .detail(
            "Read "
                + listings.size()
                + " lists of releases and "
                + manifests.size()
                + " manifests");
    for (Wanting wanting : outcome.wanting()) {
      if (problem.built().containsKey(wanting.pin())) {
        throw new Refusal(unfit(wanting.pin(), problem));
      }
    }
    return outcome.unsolvable().isPresent() && !outcome.wanting().isEmpty()
        ? Outcome.wanting(outcome.wanting())
        : outcome;
  }

  private static Diagnostic unfit(Pin pin, Problem problem) {
    String runtime =
        problem
            .target()
            .runtime(problem.ecosystem())
            .map(r -> "`" + r.implementation() + " " + r.version() + "`")
            .orElse("the chosen runtime");
    return Diagnostic.outside(
        "resolve.build-does-not-fit",
        "`" + pin + "` was built from source and still does not fit " + runtime,
        "");
  }

  private <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (LinkageError e) {
      log.warn("a bundle was replaced under a call, or lacks an import", e);
      throw Exchange.refusal("`" + own.id() + "` or its resolver", e);
    }
  }

  @Override
  public void close() {
    try {
      // The leases end after this: no thread should be inside an ecosystem by then.
      if (!ahead.end(CLOSE_MILLIS)) {
        log.debug("fetching ahead is still ending");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    others.values().forEach(Lease::close);
    others.clear();
    fresh.stream()
        .collect(Collectors.groupingBy(read -> read.release().pin().name().ecosystem()))
        .forEach(scribe::keep);
  }
}
