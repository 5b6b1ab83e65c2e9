package org.omnipkg.ecosystem.ruby.internal.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.ecosystem.ruby.internal.spec.GemFile;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;

/**
 * What a gem needs that was built here from a repository: others of the same repository come from
 * the same commit, as with bundler.
 */
final class MadeGem {
  /** What the house notes in such a gem: names of those it needs that the repository has too. */
  private static final String BESIDE = "omnipkg.beside";

  private static final String SOURCE = "source-location";

  private MadeGem() {}

  static Manifest manifest(Pin pin, Artifact gem) {
    GemSpec spec = spec(gem);
    Manifest plain = Shelf.manifest(pin, Offer.of(spec, "", gem.location()));
    Optional<GitPlace> place =
        Optional.ofNullable(gem.facts().get(SOURCE))
            .flatMap(source -> GitPlace.of(URI.create(source)))
            .filter(GitPlace::isPinned);
    List<String> beside = List.of(spec.metadata().getOrDefault(BESIDE, "").split(" "));
    if (place.isEmpty()) {
      return plain;
    }
    String top = new GitPlace(place.get().repository(), place.get().revision(), "").address() + "";
    List<Dependency> needs = new ArrayList<>();
    for (Dependency need : plain.features().getOrDefault("", List.of())) {
      String name = need.target().name();
      needs.add(beside.contains(name) ? new RubyGrammar().parse(name + "@" + top) : need);
    }
    return new Manifest(
        pin, Map.of("", needs), plain.runtimeRange(), plain.certainty(), plain.bundled());
  }

  private static GemSpec spec(Artifact gem) {
    try {
      return GemFile.spec(Path.of(gem.location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
