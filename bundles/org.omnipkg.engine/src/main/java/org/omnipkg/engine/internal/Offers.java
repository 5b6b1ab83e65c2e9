package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the indexes offer for chosen pins: every artifact that fits, for the lock. Reads what the
 * solve has read, or what is cached; asks no index anew.
 */
@Component(service = Offers.class)
public final class Offers {
  private final Resolver resolver;
  private final Answers answers;

  @Activate
  public Offers(@Reference Resolver resolver, @Reference Answers answers) {
    this.resolver = resolver;
    this.answers = answers;
  }

  List<State.Offer> of(List<Node> nodes, Target target, Ecosystem ecosystem, HouseDesk desk) {
    Map<Pin, State.Offer> offers = new LinkedHashMap<>();
    Target any = new Target(anyLibc(target.platform()), target.runtimes());
    Optional<String> around = answers.circumstances(ecosystem.id(), target, desk);
    try (Resolver.Session facts = resolver.open(ecosystem, desk);
        HouseDesk cached = desk.cachedOnly()) {
      for (Node node : nodes) {
        if (node.artifact().isPresent() && !Origins.isApart(node)) {
          around
              .flatMap(text -> answers.offer(text, node, desk))
              .or(() -> offer(node, any, ecosystem, facts, cached, desk, around))
              .ifPresent(offer -> offers.putIfAbsent(node.pin(), offer));
        }
      }
    }
    return List.copyOf(offers.values());
  }

  /** Only what was listed for this request is kept: what is merely cached may be of any age. */
  private Optional<State.Offer> offer(
      Node node,
      Target any,
      Ecosystem ecosystem,
      Resolver.Session facts,
      HouseDesk cached,
      HouseDesk desk,
      Optional<String> around) {
    Optional<Listing> listed = facts.known(node.pin().name());
    List<Artifact> files =
        listed
            .or(() -> cached(node.pin(), ecosystem, cached))
            .flatMap(found -> release(node.pin(), found, ecosystem))
            .map(release -> fitting(release, any, ecosystem))
            .orElse(List.of());
    List<Artifact> all = withOwn(node.artifact().orElseThrow(), files);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    State.Offer offer = new State.Offer(node.pin(), all);
    if (listed.isPresent()) {
      around.ifPresent(text -> answers.keep(text, node, offer, desk));
    }
    return Optional.of(offer);
  }

  private static Optional<Listing> cached(Pin pin, Ecosystem ecosystem, HouseDesk desk) {
    try {
      return Optional.of(ecosystem.index().releases(pin.name(), desk));
    } catch (Refusal notCached) {
      return Optional.empty();
    }
  }

  static Optional<Release> release(Pin pin, Listing listing, Ecosystem ecosystem) {
    return listing.releases().stream()
        .filter(
            release ->
                release.pin().variant().equals(pin.variant())
                    && ecosystem.versions().compare(release.pin().version(), pin.version()) == 0)
        .findFirst();
  }

  /** Those of the same form as the one that would be chosen: wheels, or else source archives. */
  private static List<Artifact> fitting(Release release, Target target, Ecosystem ecosystem) {
    List<Artifact> ordered = inOrder(release, release.artifacts(), target, ecosystem);
    return ordered.isEmpty()
        ? List.of()
        : ordered.stream().filter(a -> a.format().equals(ordered.get(0).format())).toList();
  }

  /** Files that fit a target, most specific first. */
  static List<Artifact> inOrder(
      Release release, List<Artifact> files, Target target, Ecosystem ecosystem) {
    List<Artifact> left = new ArrayList<>(files);
    left.removeIf(
        file -> ecosystem.layout().choose(with(release, List.of(file)), target).isEmpty());
    List<Artifact> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      Artifact next = ecosystem.layout().choose(with(release, left), target).orElse(left.get(0));
      ordered.add(next);
      left.remove(next);
    }
    return ordered;
  }

  private static Release with(Release release, List<Artifact> files) {
    return new Release(
        release.pin(),
        release.published(),
        release.withdrawn(),
        release.prerelease(),
        release.usable(),
        release.runtimeRange(),
        files);
  }

  /** What is installed belongs to it, unless it was built here: then its source does. */
  private static List<Artifact> withOwn(Artifact own, List<Artifact> files) {
    if (BuiltFrom.isBuilt(own)
        || files.stream().anyMatch(file -> file.filename().equals(own.filename()))) {
      return files;
    }
    List<Artifact> all = new ArrayList<>(List.of(own));
    all.addAll(files);
    return all;
  }

  /** The platform with a C library newer than any: a lock does not say which machine made it. */
  private static Platform anyLibc(Platform platform) {
    int dot = platform.libcVersion().indexOf('.');
    return dot < 0
        ? platform
        : new Platform(
            platform.os(),
            platform.arch(),
            platform.libc(),
            platform.libcVersion().substring(0, dot) + ".99");
  }
}
