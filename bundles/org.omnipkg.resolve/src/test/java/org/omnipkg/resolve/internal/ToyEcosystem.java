package org.omnipkg.resolve.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Versions;

/** A language whose requirements are spelled {@code name range; condition}. */
class ToyEcosystem implements Ecosystem, Grammar, PackageIndex {
  final Map<PackageName, Listing> listings = new ConcurrentHashMap<>();
  final Map<Pin, Manifest> stated = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();

  ToyEcosystem add(String name, String version, boolean hashed, String... needs) {
    Release release = Toys.release(name, version, hashed);
    List<Release> releases = new ArrayList<>();
    Listing before = listings.get(name(name));
    if (before != null) {
      releases.addAll(before.releases());
    }
    releases.add(release);
    listings.put(name(name), new Listing(name(name), releases, Map.of(), Map.of(), "toys"));
    stated.put(
        release.pin(),
        new Manifest(
            release.pin(),
            Map.of("", List.of(needs).stream().map(this::parse).toList()),
            "",
            Certainty.STATED,
            Set.of()));
    return this;
  }

  @Override
  public String id() {
    return "toy";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("play");
  }

  @Override
  public Grammar grammar() {
    return this;
  }

  @Override
  public PackageIndex index() {
    return this;
  }

  @Override
  public Dependency parse(String words) {
    String[] halves = words.split("; ", 2);
    String[] parts = halves[0].split(" ", 2);
    String source = halves.length > 1 ? halves[1] : "";
    Condition when =
        new Condition() {
          @Override
          public boolean holds(Target target) {
            return !source.equals("never");
          }

          @Override
          public String toString() {
            return source;
          }
        };
    return new Dependency(
        new PackageName("toy", parts[0]),
        parts.length > 1 ? parts[1] : "",
        Set.of(),
        "",
        Tie.NEEDS,
        Role.RUN,
        when,
        Optional.empty(),
        words);
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName("toy", spelled);
  }

  @Override
  public String purl(Pin pin) {
    return "pkg:toy/" + pin;
  }

  @Override
  public Listing releases(PackageName name, Desk desk) {
    asked.add("releases " + name.name());
    return listings.getOrDefault(name, Listing.empty(name));
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    asked.add("manifest " + release.pin());
    return Answer.of(stated.get(release.pin()));
  }

  @Override
  public Versions versions() {
    return new Versions() {
      @Override
      public Choice select(String range, Listing of) {
        return new Choice(new BitSet(), new BitSet(), false);
      }

      @Override
      public int prefer(BitSet among, Listing of, Target on) {
        return among.length() - 1;
      }

      @Override
      public int compare(String one, String other) {
        return one.compareTo(other);
      }
    };
  }

  @Override
  public Layout layout() {
    return new Layout() {
      @Override
      public String shelf() {
        return "toy";
      }

      @Override
      public Optional<Artifact> choose(Release release, Target on) {
        return release.artifacts().stream().findFirst();
      }

      @Override
      public Bubble place(
          Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
        throw new UnsupportedOperationException();
      }

      @Override
      public List<Step> prefix(Prefix prefix) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
