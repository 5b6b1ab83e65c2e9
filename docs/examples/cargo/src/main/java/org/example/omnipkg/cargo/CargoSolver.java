package org.example.omnipkg.cargo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/**
 * Every requested crate is a program of its own, with the versions it was published with where it
 * was published with any: nothing is shared between two programs but the files of equal crates. The
 * crates of a program have its name in front in their ids.
 */
@ProvidesSolver(value = "house", ecosystem = "cargo")
@Component(property = {Ecosystem.ID + "=cargo", Solver.NAME + "=house"})
public final class CargoSolver implements Solver {
  private static final int SHOWN = 5;

  private final Versions versions = new CargoVersions();

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Map<PackageName, List<Dependency>> asked = new LinkedHashMap<>();
    for (Dependency root : problem.roots()) {
      asked.computeIfAbsent(root.target(), name -> new ArrayList<>()).add(root);
    }
    SparseIndex index = new SparseIndex(desk);
    Map<String, Node> nodes = new TreeMap<>();
    List<Edge> edges = new ArrayList<>();
    for (Map.Entry<PackageName, List<Dependency>> one : asked.entrySet()) {
      List<Dependency> demands = one.getValue();
      Optional<Pin> pin = choose(one.getKey(), demands, problem, facts.releases(one.getKey()));
      if (pin.isEmpty()) {
        return Outcome.unsolvable(quarrel(one.getKey(), demands));
      }
      try {
        program(pin.get(), demands, problem, facts, index, desk, nodes, edges);
      } catch (Unfolding.Torn torn) {
        return Outcome.unsolvable(
            new Derivation(
                "no version of `cargo:" + torn.getMessage() + "` suits all who need it",
                "",
                torn.demands().stream()
                    .map(d -> Derivation.leaf("`cargo:" + pin.get().name().name() + "` needs", d))
                    .toList()));
      } catch (Unfolding.Missing missing) {
        throw new Refusal(
            Diagnostic.outside(
                "resolve.no-matching-artifact",
                "`" + pin.get() + "` cannot be put together: " + missing.getMessage(),
                "another version of it may do"));
      }
    }
    return Outcome.solved(new Resolution(new ArrayList<>(nodes.values()), edges, Set.of()));
  }

  private void program(
      Pin pin,
      List<Dependency> demands,
      Problem problem,
      Facts facts,
      SparseIndex index,
      Desk desk,
      Map<String, Node> nodes,
      List<Edge> edges) {
    SparseIndex.Found found = index.crate(pin.name().name());
    Crate program = found.version(pin.version()).orElseThrow();
    Source source = found.source().orElseThrow();
    accepted(pin.name(), program, problem);
    CargoLock lock = lock(index.artifact(program, source), desk);
    lock.names().forEach(name -> facts.soon(new PackageName(CargoGrammar.ID, name), new BitSet()));
    Set<String> features = new TreeSet<>();
    demands.forEach(demand -> features.addAll(demand.features()));
    known(features, program);
    String rust =
        problem.target().runtime(CargoGrammar.ID).map(Runtime::version).orElse("9999.0.0");
    Map<String, Unfolding.Part> parts =
        new Unfolding(program, features, lock, index, Cfg.of(problem.target()), rust).parts();
    String top = id(program, program);
    demands.forEach(d -> edges.add(new Edge("", top, Tie.NEEDS, Role.RUN, d.text(), "")));
    for (Unfolding.Part part : parts.values()) {
      Crate crate = part.crate();
      vouched(crate, lock);
      Source its = index.crate(crate.name()).source().orElseThrow();
      nodes.put(
          id(program, crate),
          new Node(
              id(program, crate),
              new Pin(new PackageName(CargoGrammar.ID, crate.name()), crate.version()),
              Optional.of(index.artifact(crate, its)),
              crate.equals(program) ? features : Set.of(),
              its.label()));
      part.needs()
          .forEach(
              (need, taken) ->
                  edges.add(
                      new Edge(
                          id(program, crate),
                          id(program, taken),
                          Tie.NEEDS,
                          Role.BUILD,
                          need.text(),
                          need.on())));
    }
  }

  /** {@code cargo:hexyl} for a program, {@code cargo:hexyl/anyhow@1.0.75} for a crate of it. */
  private static String id(Crate program, Crate crate) {
    String top = CargoGrammar.ID + ":" + program.name();
    return crate.equals(program) ? top : top + "/" + crate.name() + "@" + crate.version();
  }

  /** Whether a node is a program and no part of one. */
  static boolean isProgram(Node node) {
    return !node.id().contains("/");
  }

  private static CargoLock lock(Artifact crate, Desk desk) {
    Path file = desk.download(crate);
    try {
      return CrateFile.text(file, "Cargo.lock").map(CargoLock::read).orElse(CargoLock.NONE);
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void vouched(Crate crate, CargoLock lock) {
    if (lock.contradicts(crate)) {
      throw new Refusal(
          Diagnostic.outside(
              "fetch.wrong-hash",
              "SECURITY: `"
                  + crate.name()
                  + " "
                  + crate.version()
                  + "` is not what the program was published with",
              "do not go on: the index, or somebody between you and it, has changed it"));
    }
  }

  private static void known(Set<String> features, Crate program) {
    for (String feature : features) {
      boolean there =
          program.features().containsKey(feature)
              || program.needs().stream().anyMatch(n -> n.optional() && n.alias().equals(feature));
      if (!there) {
        throw new Refusal(
            Diagnostic.user(
                    "resolve.unknown-version",
                    "`"
                        + program.name()
                        + " "
                        + program.version()
                        + "` has no feature `"
                        + feature
                        + "`",
                    "")
                .with(
                    List.of(
                        "it has "
                            + String.join(", ", new TreeSet<>(program.features().keySet())))));
      }
    }
  }

  private static void accepted(PackageName name, Crate crate, Problem problem) {
    List<String> accepted = problem.hashes().get(name);
    if (accepted != null && !accepted.contains("sha256:" + crate.checksum())) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.no-matching-hash",
              "no file of `" + name.name() + "` has a hash that was asked for",
              ""));
    }
  }

  /** The version of a program; empty when none suits all that is said of it. */
  private Optional<Pin> choose(
      PackageName name, List<Dependency> demands, Problem problem, Listing listing) {
    if (listing.releases().isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.unknown-package",
              "no index in force here knows the crate `" + name.name() + "`",
              "check its name"));
    }
    List<String> ranges = new ArrayList<>();
    String override = problem.overrides().getOrDefault(name.name(), "");
    demands.forEach(d -> ranges.add(override.isEmpty() ? d.range() : override));
    problem.constraints().stream()
        .filter(c -> c.target().equals(name))
        .forEach(c -> ranges.add(c.range()));
    BitSet gladly = all(listing);
    BitSet atAll = all(listing);
    for (String range : ranges) {
      Versions.Choice choice = versions.select(range, listing);
      BitSet both = (BitSet) choice.admitted().clone();
      both.or(choice.lastResort());
      gladly.and(problem.prereleases() ? both : choice.admitted());
      atAll.and(both);
    }
    BitSet usable = gladly.isEmpty() ? atAll : gladly;
    problem
        .excludeNewer()
        .ifPresent(
            last ->
                usable.stream()
                    .filter(i -> release(listing, i).published().filter(last::isBefore).isPresent())
                    .boxed()
                    .toList()
                    .forEach(usable::clear));
    if (usable.isEmpty()) {
      if (ranges.stream().distinct().count() == 1) {
        throw unknownVersion(name, ranges.get(0), listing);
      }
      return Optional.empty();
    }
    String kept = problem.preferred().getOrDefault(name, "");
    return usable.stream()
        .mapToObj(i -> release(listing, i).pin())
        .filter(pin -> pin.version().equals(kept))
        .findFirst()
        .or(
            () ->
                Optional.of(
                    release(listing, versions.prefer(usable, listing, problem.target())).pin()));
  }

  private static Release release(Listing listing, int i) {
    return listing.releases().get(i);
  }

  private static BitSet all(Listing listing) {
    BitSet all = new BitSet();
    all.set(0, listing.releases().size());
    return all;
  }

  private static Refusal unknownVersion(PackageName name, String range, Listing listing) {
    List<String> newest = new ArrayList<>();
    for (int i = listing.releases().size() - 1; i >= 0 && newest.size() < SHOWN; i--) {
      newest.add(release(listing, i).pin().version());
    }
    return new Refusal(
        Diagnostic.user(
                "resolve.unknown-version",
                "the crate `" + name.name() + "` has no version `" + range + "`",
                "")
            .with(List.of("newest versions: " + String.join(", ", newest))));
  }

  private static Derivation quarrel(PackageName name, List<Dependency> demands) {
    return new Derivation(
        "no version of `" + name + "` suits all that is asked of it",
        "",
        demands.stream().map(d -> Derivation.leaf("you asked for", d.text())).distinct().toList());
  }
}
