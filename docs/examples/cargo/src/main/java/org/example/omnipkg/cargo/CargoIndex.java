package org.example.omnipkg.cargo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;

/** The index says everything about a crate: versions, needs, features, checksums. */
final class CargoIndex implements PackageIndex {
  @Override
  public Listing releases(PackageName name, Desk desk) {
    SparseIndex index = new SparseIndex(desk);
    SparseIndex.Found found = index.crate(name.name());
    if (found.crates().isEmpty()) {
      return Listing.empty(name);
    }
    Source source = found.source().orElseThrow();
    List<Release> releases = new ArrayList<>();
    for (Crate crate : found.crates()) {
      releases.add(
          new Release(
              new Pin(name, crate.version()),
              crate.published(),
              crate.yanked() ? Optional.of("") : Optional.empty(),
              !crate.semver().pre().isEmpty(),
              usable(crate),
              crate.rust().isEmpty() ? "" : ">=" + crate.rust(),
              List.of(index.artifact(crate, source))));
    }
    return new Listing(name, releases, Map.of(), Map.of(), source.label());
  }

  /** A Rust that is not too old; one nobody has asked yet may be. */
  private static Condition usable(Crate crate) {
    return crate.rust().isEmpty() ? Condition.ALWAYS : new OldestRust(crate.rust());
  }

  private record OldestRust(String version) implements Condition {
    @Override
    public boolean holds(Target target) {
      return target
          .runtime(CargoGrammar.ID)
          .filter(runtime -> Semver.ORDER.compare(runtime.version(), version) < 0)
          .isEmpty();
    }

    @Override
    public String toString() {
      return "rust >=" + version;
    }
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    Pin pin = release.pin();
    Optional<Crate> found = new SparseIndex(desk).crate(pin.name().name()).version(pin.version());
    if (found.isEmpty()) {
      return Answer.refused(
          Diagnostic.outside("metadata.missing", "no index knows `" + pin + "` any more", ""));
    }
    Map<String, List<Dependency>> features = new LinkedHashMap<>();
    features.put("", new ArrayList<>());
    for (Crate.Need need : found.get().needs()) {
      if (!need.test()) {
        features
            .computeIfAbsent(need.optional() ? need.alias() : "", key -> new ArrayList<>())
            .add(
                CargoGrammar.dependency(
                    need.name(),
                    need.range(),
                    Set.copyOf(need.features()),
                    Tie.NEEDS,
                    need.text()));
      }
    }
    return Answer.of(
        new Manifest(pin, features, release.runtimeRange(), Certainty.STATED, Set.of()));
  }
}
