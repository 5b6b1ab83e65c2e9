package org.omnipkg.engine.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds files that are known by name and digest in the indexes in force here. Until then their
 * location is the package's own URL, which says what they are and not where.
 */
@Component(service = Locating.class)
public final class Locating {
  private static final String NOWHERE = "pkg";

  private final Resolver resolver;
  private final Languages languages;

  @Activate
  public Locating(@Reference Resolver resolver, @Reference Languages languages) {
    this.resolver = resolver;
    this.languages = languages;
  }

  /**
   * A file wanted of a package.
   *
   * @param files any of these, most wanted first
   */
  record Wanted(Pin pin, List<Artifact> files) {}

  /**
   * A file found.
   *
   * @param source label of the index that offers it
   */
  record Found(Artifact artifact, String source) {}

  static boolean isNowhere(Artifact artifact) {
    return NOWHERE.equals(artifact.location().getScheme());
  }

  static URI nowhere(String purl) {
    return URI.create(purl);
  }

  /**
   * Finds all, in their order.
   *
   * @throws Refusal {@code lock.not-offered}, {@code lock.wrong-digest}
   */
  List<Found> find(List<Wanted> wanted, Ecosystem ecosystem, HouseDesk desk) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (Resolver.Session facts = resolver.open(ecosystem, desk)) {
      wanted.forEach(one -> facts.soon(one.pin().name(), new BitSet()));
      for (Wanted one : wanted) {
        desk.progress().checkpoint();
        Listing listing = facts.releases(one.pin().name());
        List<Artifact> offered =
            Offers.release(one.pin(), listing, ecosystem)
                .or(() -> ecosystem.index().unlisted(one.pin(), desk))
                .map(release -> release.artifacts())
                .orElse(List.of());
        Optional<Artifact> match =
            one.files().stream().flatMap(file -> match(file, offered).stream()).findFirst();
        if (match.isPresent()) {
          found.add(new Found(match.get(), listing.source()));
        } else {
          boolean named = one.files().stream().anyMatch(file -> sameName(file, offered));
          (named ? wrong : missing)
              .add(one.pin().name().name() + " " + one.pin().version() + ": " + names(one));
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new Refusal(
          Diagnostic.outside(
                  "lock.wrong-digest",
                  "an index offers other files than the lock under the same names",
                  "if the change was meant, install anew and export the lock again")
              .with(wrong));
    }
    if (!missing.isEmpty()) {
      throw new Refusal(
          Diagnostic.outside(
                  "lock.not-offered",
                  "no index in force here offers the lock's files",
                  "name the index that has them with --index or --extra-index")
              .with(missing));
    }
    return found;
  }

  /** The file of a node where it can be fetched. */
  Artifact artifact(Node node, HouseDesk desk) {
    Artifact artifact = node.artifact().orElseThrow();
    if (!isNowhere(artifact)) {
      return artifact;
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(node.pin().name().ecosystem())) {
      List<Wanted> wanted = List.of(new Wanted(node.pin(), List.of(artifact)));
      return find(wanted, lease.service(), desk).get(0).artifact();
    }
  }

  /**
   * The offered file with the wanted digests, or one about whose digests its index says nothing.
   */
  private static Optional<Artifact> match(Artifact file, List<Artifact> offered) {
    return offered.stream()
        .filter(offer -> offer.filename().equals(file.filename()))
        .filter(
            offer ->
                file.hashes().entrySet().stream()
                    .allMatch(
                        hash ->
                            hash.getValue()
                                .equalsIgnoreCase(
                                    offer.hashes().getOrDefault(hash.getKey(), hash.getValue()))))
        .map(
            offer ->
                new Artifact(
                    file.filename(),
                    file.format(),
                    offer.location(),
                    file.hashes(),
                    file.size(),
                    offer.facts()))
        .findFirst();
  }

  private static boolean sameName(Artifact file, List<Artifact> offered) {
    return offered.stream().anyMatch(offer -> offer.filename().equals(file.filename()));
  }

  private static String names(Wanted wanted) {
    return String.join(", ", wanted.files().stream().map(Artifact::filename).toList());
  }
}
