package org.omnipkg.engine.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Versions;

/**
 * Without the network: first over what is surely here (the store, local places), then over what was
 * seen before; and where neither has an answer, says what is lacking.
 */
final class OfflineSolving {
  private static final int SHOWN = 3;
  private static final Set<String> LACKING =
      Set.of(
          "fetch.offline",
          "resolve.no-matching-artifact",
          "resolve.no-matching-hash",
          "resolve.no-solution",
          "resolve.not-cached",
          "resolve.unknown-package",
          "resolve.unknown-version",
          "resolve.unlisted-choice");

  private OfflineSolving() {}

  /** Solves over what a desk shows. */
  interface Way {
    Outcome over(HouseDesk desk);
  }

  /** Looks into the facts a desk shows. */
  interface Look {
    Optional<Diagnostic> through(HouseDesk desk);
  }

  static Outcome solve(String language, HouseDesk desk, Way way, Look lacking) {
    HouseDesk near = desk.near();
    Refusal last;
    try {
      return way.over(near);
    } catch (Refusal first) {
      if (!lacks(first)) {
        throw first;
      }
      last = first;
    }
    if (desk.sources(language).size() > near.sources(language).size()) {
      try {
        return way.over(desk);
      } catch (Refusal second) {
        if (!lacks(second)) {
          throw second;
        }
      }
    }
    Optional<Diagnostic> why = lacking.through(near);
    throw why.isPresent() ? new Refusal(why.get(), last) : last;
  }

  private static boolean lacks(Refusal refusal) {
    return LACKING.contains(refusal.diagnostic().code());
  }

  private record Gap(String demand, String neededBy, List<String> stored) {}

  /** What the closure of the newest versions here needs and is not here; empty when nothing. */
  static Optional<Diagnostic> lacking(Problem problem, Facts facts) {
    Map<String, Gap> gaps = new LinkedHashMap<>();
    Deque<Map.Entry<String, Dependency>> open = new ArrayDeque<>();
    problem.roots().stream()
        .filter(root -> root.direct().isEmpty())
        .forEach(root -> open.add(Map.entry("", root)));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Map.Entry<String, Dependency> next = open.remove();
      Dependency need = next.getValue();
      if (need.tie() == Tie.CONSTRAINS
          || !need.when().holds(problem.target())
          || !seen.add(need.target() + need.range() + need.features())) {
        continue;
      }
      Listing listing = facts.releases(need.target());
      int chosen = newest(need, listing, problem, facts);
      if (chosen < 0) {
        String demand = need.target().name() + need.range();
        gaps.putIfAbsent(demand, new Gap(demand, next.getKey(), versions(listing)));
        continue;
      }
      Answer<Manifest> manifest = facts.manifest(listing.releases().get(chosen));
      String from = need.target().name() + " " + listing.releases().get(chosen).pin().version();
      List<String> features = new ArrayList<>(List.of(""));
      features.addAll(need.features());
      for (String feature : features) {
        manifest.value().stream()
            .flatMap(m -> m.features().getOrDefault(feature, List.of()).stream())
            .forEach(dependency -> open.add(Map.entry(from, dependency)));
      }
    }
    return gaps.isEmpty()
        ? Optional.empty()
        : Optional.of(say(List.copyOf(gaps.values()), problem));
  }

  private static int newest(Dependency need, Listing listing, Problem problem, Facts facts) {
    Versions versions = facts.ecosystem(need.target().ecosystem()).versions();
    Versions.Choice choice = versions.select(need.range(), listing);
    BitSet fitting = (BitSet) choice.admitted().clone();
    fitting.or(choice.lastResort());
    for (int i = fitting.nextSetBit(0); i >= 0; i = fitting.nextSetBit(i + 1)) {
      if (!listing.releases().get(i).usable().holds(problem.target())) {
        fitting.clear(i);
      }
    }
    return versions.prefer(fitting, listing, problem.target());
  }

  private static List<String> versions(Listing listing) {
    List<String> newest = new ArrayList<>();
    for (int i = listing.releases().size() - 1; i >= 0 && newest.size() < SHOWN; i--) {
      newest.add(listing.releases().get(i).pin().version());
    }
    return newest;
  }

  private static Diagnostic say(List<Gap> gaps, Problem problem) {
    String names = Some.of(gaps.stream().map(gap -> "`" + gap.demand() + "`").toList(), SHOWN);
    String runtime =
        problem
            .target()
            .runtime(problem.ecosystem())
            .map(Runtime::version)
            .map(version -> " for " + problem.ecosystem() + " " + version)
            .orElse("");
    List<String> details = new ArrayList<>();
    for (Gap gap : gaps) {
      String needed = gap.neededBy().isEmpty() ? "" : ", needed by " + gap.neededBy();
      String stored =
          gap.stored().isEmpty()
              ? "no version of it is in the store"
              : "the store has " + String.join(", ", gap.stored());
      details.add(gap.demand() + needed + ": " + stored);
    }
    return Diagnostic.outside(
            "resolve.offline-missing",
            names
                + (gaps.size() == 1 ? " is" : " are")
                + " not in the store"
                + runtime
                + ", and offline mode forbids to fetch",
            "run the command once without `--offline`, or name a folder of artifacts with `--find-links`")
        .with(details);
  }
}
