package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Ranges;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Versions;

/** Requests for one name, which all have to hold: one request whose range is what they share. */
final class Together {
  private final Facts facts;
  private final Versions versions;

  Together(Facts facts, Versions versions) {
    this.facts = facts;
    this.versions = versions;
  }

  /** Either the requests, each name once, or why they cannot all hold. */
  record Answer(List<Dependency> roots, Optional<Derivation> quarrel) {}

  Answer of(List<Dependency> roots) {
    Map<String, List<Dependency>> byName = new LinkedHashMap<>();
    for (Dependency root : roots) {
      byName.computeIfAbsent(Need.of(root).name(), key -> new ArrayList<>()).add(root);
    }
    List<Dependency> once = new ArrayList<>();
    for (Map.Entry<String, List<Dependency>> entry : byName.entrySet()) {
      List<Dependency> same = entry.getValue();
      Optional<Dependency> one = same.size() == 1 ? Optional.of(same.get(0)) : joined(same);
      if (one.isEmpty()) {
        return new Answer(
            List.of(),
            Optional.of(
                new Derivation(
                    "`" + entry.getKey() + "` cannot satisfy every request",
                    "",
                    same.stream()
                        .map(root -> Derivation.leaf("you asked for", root.text()))
                        .toList())));
      }
      once.add(one.get());
    }
    return new Answer(once, Optional.empty());
  }

  private Optional<Dependency> joined(List<Dependency> same) {
    Dependency first = same.get(0);
    List<Dependency> distinct = same.stream().distinct().toList();
    if (distinct.size() == 1) {
      return Optional.of(first);
    }
    boolean oneTarget =
        same.stream()
            .allMatch(root -> root.target().equals(first.target()) && root.direct().isEmpty());
    if (!oneTarget) {
      return Optional.empty();
    }
    Listing listing = facts.releases(first.target());
    String range = "*";
    for (Dependency root : same) {
      String next = listing.tags().getOrDefault(root.range(), root.range());
      Optional<Range> before = Range.of(range);
      Optional<Range> after = Range.of(next);
      if (before.isEmpty() || after.isEmpty()) {
        return Optional.empty();
      }
      range = Ranges.both(before.get(), after.get());
    }
    if (!listing.releases().isEmpty() && versions.select(range, listing).admitted().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Dependency(
            first.target(),
            range,
            first.features(),
            first.alias(),
            same.stream().allMatch(root -> root.tie() == first.tie()) ? first.tie() : Tie.NEEDS,
            first.role(),
            first.when(),
            Optional.empty(),
            String.join(", ", distinct.stream().map(Dependency::text).toList())));
  }
}
