package org.omnipkg.tck.toy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.PackageIndex;

/**
 * A page per name, a line per release: {@code 3 brick-3.toy} or {@code 4 brick-4.toy withdrawn it
 * crumbles}. What a file needs stands beside it in {@code brick-3.toy.needs}, one a line.
 */
public final class ToyIndex implements PackageIndex {
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Grammar grammar;

  public ToyIndex(Grammar grammar) {
    this.grammar = grammar;
  }

  /** The first index that knows the name answers alone: nobody can slip in a newer namesake. */
  @Override
  public Listing releases(PackageName name, Desk desk) {
    for (Source source : desk.sources("toy")) {
      URI page = source.location().resolve(name.name());
      Optional<String> text = text(page, FRESH, desk);
      if (text.isPresent()) {
        List<Release> releases = new ArrayList<>();
        text.get().lines().forEach(line -> releases.add(release(name, line, page)));
        ToyVersions order = new ToyVersions();
        releases.sort((one, other) -> order.compare(one.pin().version(), other.pin().version()));
        return new Listing(name, releases, Map.of(), Map.of(), source.label());
      }
    }
    return Listing.empty(name);
  }

  private static Release release(PackageName name, String line, URI page) {
    String[] words = line.split(" ", 4);
    Artifact artifact =
        new Artifact(
            words[1], "toy", page.resolve(words[1]), Map.of(), OptionalLong.empty(), Map.of());
    return new Release(
        new Pin(name, words[0]),
        Optional.empty(),
        words.length > 2 ? Optional.of(words[3]) : Optional.empty(),
        words[0].endsWith("~"),
        Condition.ALWAYS,
        "",
        List.of(artifact));
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    URI needs = URI.create(release.artifacts().get(0).location() + ".needs");
    List<Dependency> plain =
        text(needs, Desk.Ask.FOR_EVER, desk).stream()
            .flatMap(String::lines)
            .map(grammar::parse)
            .toList();
    return Answer.of(
        new Manifest(release.pin(), Map.of("", plain), "", Certainty.STATED, Set.of()));
  }

  private static Optional<String> text(URI place, Duration fresh, Desk desk) {
    return desk.fetch(Desk.Ask.of(place, "text/plain", fresh))
        .body()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
