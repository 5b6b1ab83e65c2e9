package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.api.Health;
import org.omnipkg.api.Places;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an environment needs in order to run, and does not find. */
@Component(service = Soundness.class)
public final class Soundness {
  private static final String PROBLEM = "problem";

  private final Store store;
  private final Places places;
  private final Languages languages;

  @Activate
  public Soundness(
      @Reference Store store, @Reference Places places, @Reference Languages languages) {
    this.store = store;
    this.places = places;
    this.languages = languages;
  }

  List<Health.Finding> findings(Environments.Generation generation) {
    List<Health.Finding> findings = new ArrayList<>();
    generation.state().runtimes().forEach(r -> runtime(r, generation.root(), findings));
    List<String> missing =
        Ensemble.of(generation.state()).stream()
            .flatMap(
                ensemble ->
                    ensemble.nodes().stream()
                        .filter(node -> node.artifact().isPresent())
                        .filter(node -> ensemble.tree(node, store).isEmpty())
                        .map(Soundness::name))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      findings.add(
          new Health.Finding(
              PROBLEM,
              "store",
              "the files of " + String.join(", ", missing) + " are missing from the store",
              "`omnipkg store verify --repair` fetches them again",
              List.of()));
    }
    used(generation.state()).forEach(language -> plugin(language, findings));
    return findings;
  }

  private static Set<String> used(State state) {
    return Stream.concat(
            state.runtimes().stream().map(Runtime::ecosystem),
            state.nodes().stream().map(node -> node.pin().name().ecosystem()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What it needs may be there all the same, from a bundle that ships. */
  private void plugin(String language, List<Health.Finding> findings) {
    languages
        .keptAway(language)
        .ifPresent(
            why ->
                findings.add(
                    new Health.Finding(
                        PROBLEM,
                        "plugin",
                        why.message() + ", and this environment uses its `" + language + "`",
                        why.hint(),
                        List.of())));
  }

  private void runtime(Runtime runtime, Path root, List<Health.Finding> findings) {
    if (!Files.isExecutable(runtime.executable())) {
      findings.add(
          new Health.Finding(
              PROBLEM,
              "runtime",
              States.words(runtime) + " is gone from " + places.pretty(runtime.executable()),
              "`omnipkg swap " + runtime.ecosystem() + " VERSION` moves to another",
              List.of()));
    }
    Path launcher =
        RuntimeNames.of(runtime.ecosystem(), languages)
            .map(root.resolve("bin")::resolve)
            .orElse(root);
    if (!Files.exists(launcher)
        || (Files.isRegularFile(launcher) && !Files.isExecutable(launcher))) {
      findings.add(
          new Health.Finding(
              PROBLEM,
              "launcher",
              places.pretty(launcher) + " is missing or cannot be executed",
              "any change, such as an install, lays it out anew",
              List.of()));
    }
  }

  private static String name(Node node) {
    return node.pin().name().name() + " " + node.pin().version();
  }
}
