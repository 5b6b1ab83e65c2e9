package org.omnipkg.ecosystem.ruby.internal.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.ecosystem.ruby.internal.platform.GemPlatform;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;

/**
 * Sorts what sources offer of one name into releases. Variants for platforms are releases of equal
 * version, since what they need differs. What cannot be read is no release.
 */
final class Shelf {
  private static final Comparator<Release> ASCENDING =
      Comparator.<Release, GemVersion>comparing(r -> GemVersion.of(r.pin().version()))
          .thenComparing(r -> r.pin().variant());

  private final PackageName name;
  private final Map<String, Release> releases = new LinkedHashMap<>();
  private final Map<Pin, Manifest> manifests = new HashMap<>();

  Shelf(PackageName name) {
    this.name = name;
  }

  boolean isEmpty() {
    return releases.isEmpty();
  }

  /** Of two gems of one version and platform the first stays. */
  void add(List<Offer> offers) {
    for (Offer offer : offers) {
      if (!GemVersion.valid(offer.version())
          || !offer.platform().isEmpty() && !GemPlatform.valid(offer.platform())) {
        continue;
      }
      String full = GemSpec.fullName(name.name(), offer.version(), offer.platform());
      try {
        if (!releases.containsKey(full)) {
          Release release = release(offer, full);
          manifests.put(release.pin(), manifest(release.pin(), offer));
          releases.put(full, release);
        }
      } catch (Malformed e) {
        // Its needs cannot be read: nobody could satisfy them.
        continue;
      }
    }
  }

  private Release release(Offer offer, String full) {
    Map<String, String> facts = new HashMap<>();
    put(facts, Fit.PLATFORM, offer.platform());
    put(facts, Fit.REQUIRES_RUBY, offer.requiredRuby());
    put(facts, Fit.REQUIRES_RUBYGEMS, offer.requiredRubygems());
    Artifact artifact =
        new Artifact(
            full + ".gem",
            "gem",
            offer.location(),
            offer.sha256().isEmpty() ? Map.of() : Map.of("sha256", offer.sha256()),
            OptionalLong.empty(),
            facts);
    return new Release(
        new Pin(name, offer.version(), offer.platform()),
        offer.published(),
        Optional.empty(),
        GemVersion.of(offer.version()).prerelease(),
        new Usable(Map.copyOf(facts)),
        offer.requiredRuby(),
        List.of(artifact));
  }

  private static void put(Map<String, String> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.put(key, value);
    }
  }

  static Manifest manifest(Pin pin, Offer offer) {
    List<Dependency> needs = new ArrayList<>();
    for (GemSpec.Need need : offer.needs()) {
      if (!Names.valid(need.name())) {
        throw new Malformed(need.name(), "the name of a gem");
      }
      needs.add(RubyGrammar.declared(need.name(), GemRequirement.of(need.range())));
    }
    return new Manifest(
        pin, Map.of("", needs), offer.requiredRuby(), Certainty.STATED, java.util.Set.of());
  }

  Listing listing(String source) {
    List<Release> sorted = releases.values().stream().sorted(ASCENDING).toList();
    return new Listing(name, sorted, Map.of(), manifests, source);
  }

  /** Its platform and the Ruby it asks for are the target's. */
  private record Usable(Map<String, String> facts) implements Condition {
    @Override
    public boolean holds(Target target) {
      return Fit.runs(facts, target);
    }

    @Override
    public String toString() {
      return facts.getOrDefault(Fit.REQUIRES_RUBY, "");
    }
  }
}
