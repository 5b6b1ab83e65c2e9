package org.omnipkg.tck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;

/** Tries everything, newest first: slow, short, and meant to keep the laws of a solver. */
final class ExhaustiveSolver implements Solver {
  private record Demand(String from, Dependency need) {}

  private record Option(Release release, Artifact artifact, String source) {
    boolean built() {
      return !artifact.format().equals("sdist");
    }
  }

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    return new Search(problem, facts).solve();
  }

  private static final class Search {
    private final Problem problem;
    private final Facts facts;
    private final Set<Derivation> quarrels = new LinkedHashSet<>();

    Search(Problem problem, Facts facts) {
      this.problem = problem;
      this.facts = facts;
    }

    Outcome solve() {
      List<Demand> open = new ArrayList<>();
      for (Dependency root : problem.roots()) {
        check(root);
        open.add(new Demand("", root));
      }
      Map<PackageName, Option> chosen = search(open, new TreeMap<>());
      if (chosen == null) {
        return Outcome.unsolvable(new Derivation("no", "", List.copyOf(quarrels)));
      }
      chosen.forEach(this::permit);
      List<Wanting> wanting = new ArrayList<>();
      for (Option option : chosen.values()) {
        if (!option.built()) {
          wanting.add(
              new Wanting(Wanting.BUILD, option.release().pin(), option.artifact(), "no wheel"));
        }
      }
      return wanting.isEmpty()
          ? Outcome.solved(resolution(open, chosen))
          : Outcome.wanting(wanting);
    }

    private void check(Dependency root) {
      Listing listing = facts.releases(root.target());
      if (listing.releases().isEmpty()) {
        throw refusal("resolve.unknown-package", root.target().name(), List.of());
      }
      List<Release> fitting =
          listing.releases().stream().filter(r -> admits(root, r.pin(), listing)).toList();
      if (fitting.isEmpty()) {
        List<String> all = new ArrayList<>();
        listing.releases().forEach(r -> all.add(0, r.pin().version()));
        throw refusal(
            "resolve.unknown-version",
            root.text(),
            List.of("newest versions: " + String.join(", ", all)));
      }
      if (fitting.stream().noneMatch(r -> r.usable().holds(problem.target()))) {
        throw refusal("resolve.no-matching-artifact", root.text(), List.of());
      }
    }

    private void permit(PackageName name, Option option) {
      List<String> hashes = problem.hashes().getOrDefault(name, List.of());
      boolean matches =
          option.artifact().hashes().entrySet().stream()
              .anyMatch(hash -> hashes.contains(hash.getKey() + ":" + hash.getValue()));
      if (!hashes.isEmpty() && !matches) {
        throw refusal("resolve.no-matching-hash", name.name(), List.of());
      }
    }

    private static Refusal refusal(String code, String what, List<String> details) {
      return new Refusal(Diagnostic.user(code, "`" + what + "`", "").with(details));
    }

    /** All demands closed, or null: the first package with open demands is tried in each way. */
    private Map<PackageName, Option> search(List<Demand> demands, Map<PackageName, Option> chosen) {
      for (Demand demand : demands) {
        PackageName name = demand.need().target();
        Listing listing = facts.releases(name);
        Option taken = chosen.get(name);
        if (taken != null && !admits(demand.need(), taken.release().pin(), listing)) {
          for (Demand other : demands) {
            if (other.need().target().equals(name)) {
              quarrels.add(
                  Derivation.leaf(
                      other.from().isEmpty() ? "you" : other.from(), other.need().text()));
            }
          }
          return null;
        }
        if (taken == null) {
          for (Option option : options(name, listing)) {
            Map<PackageName, Option> next = new TreeMap<>(chosen);
            next.put(name, option);
            Map<PackageName, Option> found = search(demands(next), next);
            if (found != null) {
              return found;
            }
          }
          return null;
        }
      }
      return chosen;
    }

    private List<Demand> demands(Map<PackageName, Option> chosen) {
      Set<Demand> demands = new LinkedHashSet<>();
      Deque<Dependency> open = new ArrayDeque<>();
      for (Dependency root : problem.roots()) {
        demands.add(new Demand("", root));
        open.add(root);
      }
      while (!open.isEmpty()) {
        Dependency wish = open.remove();
        Option option = chosen.get(wish.target());
        Optional<Manifest> manifest =
            option == null ? Optional.empty() : facts.manifest(option.release()).value();
        Set<String> features = new TreeSet<>(wish.features());
        features.add("");
        for (String feature : manifest.isPresent() ? features : Set.<String>of()) {
          for (Dependency need : manifest.get().features().getOrDefault(feature, List.of())) {
            if (demands.add(new Demand(wish.target().name(), need))) {
              open.add(need);
            }
          }
        }
      }
      return List.copyOf(demands);
    }

    private boolean admits(Dependency need, Pin pin, Listing listing) {
      int bit = -1;
      for (int i = 0; i < listing.releases().size(); i++) {
        bit = listing.releases().get(i).pin().equals(pin) ? i : bit;
      }
      return need.direct().isPresent()
          || facts
              .ecosystem(problem.ecosystem())
              .versions()
              .select(need.range(), listing)
              .admitted()
              .get(bit);
    }

    private List<Option> options(PackageName name, Listing listing) {
      List<Option> options = new ArrayList<>();
      for (Release release : listing.releases()) {
        Artifact built = problem.built().get(release.pin());
        boolean allowed =
            problem.constraints().stream()
                .filter(c -> c.target().equals(name))
                .allMatch(c -> admits(c, release.pin(), listing));
        boolean here =
            problem.roots().stream()
                .filter(r -> r.target().equals(name) && r.direct().isPresent())
                .allMatch(r -> r.direct().get().equals(release.artifacts().get(0).location()));
        if (allowed && here && release.usable().holds(problem.target())) {
          options.add(
              built == null
                  ? new Option(release, release.artifacts().get(0), listing.source())
                  : new Option(alone(release.pin(), built), built, "built"));
        }
      }
      String kept = problem.preferred().getOrDefault(name, "");
      java.util.Collections.reverse(options);
      options.sort(
          Comparator.<Option, Boolean>comparing(o -> !o.built())
              .thenComparing(o -> !o.release().pin().version().equals(kept)));
      return options;
    }

    private static Release alone(Pin pin, Artifact artifact) {
      return new Release(
          pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of(artifact));
    }

    private Resolution resolution(List<Demand> roots, Map<PackageName, Option> chosen) {
      List<Edge> edges = new ArrayList<>();
      Map<PackageName, Set<String>> features = new LinkedHashMap<>();
      for (Demand demand : demands(chosen)) {
        Dependency need = demand.need();
        features.computeIfAbsent(need.target(), name -> new TreeSet<>()).addAll(need.features());
        edges.add(
            new Edge(
                demand.from(), need.target().name(), need.tie(), need.role(), need.text(), ""));
      }
      List<Node> nodes = new ArrayList<>();
      chosen.forEach(
          (name, option) ->
              nodes.add(
                  new Node(
                      name.name(),
                      option.release().pin(),
                      Optional.of(option.artifact()),
                      features.getOrDefault(name, Set.of()),
                      option.source())));
      return new Resolution(nodes, edges, Set.of());
    }
  }
}
