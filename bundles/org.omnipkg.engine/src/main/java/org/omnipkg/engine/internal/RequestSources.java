package org.omnipkg.engine.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Source;

/** The sources of one request as far as it asked for them, the store among them when offline. */
final class RequestSources {
  private final SourceList list;
  private final Wishes wishes;
  private final @Nullable RequestSources whole;
  private final Map<String, List<Source>> known = new ConcurrentHashMap<>();
  private final Map<String, StoredReleases.Place> stored = new ConcurrentHashMap<>();

  /**
   * @param whole those of which only the ones on this machine are shown; none for all
   */
  RequestSources(SourceList list, Wishes wishes, @Nullable RequestSources whole) {
    this.list = list;
    this.wishes = wishes;
    this.whole = whole;
  }

  /** What others found out is not asked for again. */
  void know(RequestSources others) {
    known.putAll(others.known);
  }

  List<Source> of(String ecosystem, HouseDesk desk) {
    List<Source> sources = known.get(ecosystem);
    if (sources == null) {
      sources = List.copyOf(whole == null ? all(ecosystem, desk) : near(whole.of(ecosystem, desk)));
      known.put(ecosystem, sources);
    }
    return sources;
  }

  private List<Source> all(String ecosystem, HouseDesk desk) {
    List<Source> all = new ArrayList<>(list.effective(ecosystem, wishes, desk));
    stored(ecosystem, desk).source().ifPresent(all::add);
    return all;
  }

  private static List<Source> near(List<Source> sources) {
    return sources.stream().filter(s -> "file".equals(s.location().getScheme())).toList();
  }

  /** Shown once: whoever looks ahead of the search reads the files that this writes. */
  StoredReleases.Place stored(String ecosystem, HouseDesk desk) {
    StoredReleases.Place place = stored.get(ecosystem);
    if (place == null) {
      synchronized (stored) {
        place = stored.get(ecosystem);
        if (place == null) {
          place = list.stored(ecosystem, desk);
          stored.put(ecosystem, place);
        }
      }
    }
    return place;
  }

  /** The store's own page names the digests of the real artifacts, so that trees are found. */
  Optional<String> page(URI location) {
    if (whole != null) {
      return whole.page(location);
    }
    return stored.values().stream()
        .filter(place -> place.source().filter(s -> s.location().equals(location)).isPresent())
        .findFirst()
        .map(StoredReleases.Place::page);
  }

  boolean isFlat(URI location) {
    return all().anyMatch(s -> s.form() == Source.Form.FLAT && s.location().equals(location));
  }

  /** The label of the source whose server an address names. */
  String label(URI location) {
    return all()
        .filter(source -> authority(source.location()).equals(authority(location)))
        .findFirst()
        .map(Source::label)
        .orElse("");
  }

  /** With the login of the source on whose server it lies, unless it brings one. */
  Artifact withLogin(Artifact artifact) {
    URI location = artifact.location();
    if (location.getHost() == null || location.getRawAuthority().contains("@")) {
      return artifact;
    }
    return all()
        .map(Source::location)
        .filter(source -> source.getHost() != null && source.getRawAuthority().contains("@"))
        .filter(source -> authority(source).equals(authority(location)))
        .findFirst()
        .map(source -> at(artifact, source.getRawAuthority()))
        .orElse(artifact);
  }

  private static Artifact at(Artifact artifact, String authority) {
    String place =
        artifact
            .location()
            .toString()
            .replaceFirst("//[^/?#]*", Matcher.quoteReplacement("//" + authority));
    return new Artifact(
        artifact.filename(),
        artifact.format(),
        URI.create(place),
        artifact.hashes(),
        artifact.size(),
        artifact.facts());
  }

  private static String authority(URI location) {
    return location.getScheme() + "://" + location.getHost() + ":" + location.getPort();
  }

  /** Offers with the real artifacts where the store's excerpts were listed. */
  List<State.Offer> real(List<State.Offer> offers) {
    return stored.isEmpty()
        ? offers
        : offers.stream()
            .map(
                offer ->
                    new State.Offer(
                        offer.pin(), offer.artifacts().stream().map(this::real).toList()))
            .toList();
  }

  private Artifact real(Artifact artifact) {
    return stored.values().stream()
        .map(place -> place.real(artifact))
        .filter(real -> real != artifact)
        .findFirst()
        .orElse(artifact);
  }

  private Stream<Source> all() {
    return known.values().stream().flatMap(List::stream);
  }
}
