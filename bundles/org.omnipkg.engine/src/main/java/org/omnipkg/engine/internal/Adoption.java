package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.omnipkg.api.Places;
import org.omnipkg.api.Receipt;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Surveyor.Finding;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes what others did inside an environment into its next generation. */
@Component(service = Adoption.class)
public final class Adoption {
  private static final String FARM = "farm:";

  private final Environments environments;
  private final Languages languages;
  private final Drifts drifts;
  private final AdoptedArtifacts artifacts;
  private final Processes processes;
  private final Places places;

  @Activate
  public Adoption(
      @Reference Environments environments,
      @Reference Languages languages,
      @Reference Drifts drifts,
      @Reference AdoptedArtifacts artifacts,
      @Reference Processes processes,
      @Reference Places places) {
    this.environments = environments;
    this.languages = languages;
    this.drifts = drifts;
    this.artifacts = artifacts;
    this.processes = processes;
    this.places = places;
  }

  /** Whether the next change would find anything to take in. Cheap when there is nothing. */
  boolean touched(Environments.Generation generation) {
    return !drifts.findings(generation).isEmpty();
  }

  /** The environment as the next change finds it; called with the environment held. */
  Baseline baseline(Environments.Hold hold, HouseDesk desk) {
    Optional<Environments.Generation> current = environments.current(hold.environment());
    if (current.isEmpty()) {
      return new Baseline(current, Optional.empty(), Map.of(), List.of());
    }
    Environments.Generation generation = current.get();
    Map<Pin, Artifact> built = artifacts.of(generation.state().nodes());
    List<Finding> findings = drifts.findings(generation);
    if (findings.isEmpty()) {
      return new Baseline(current, Optional.of(generation.state()), built, List.of());
    }
    desk.progress().step("Adopting");
    return adopt(generation, findings, built, desk);
  }

  private Baseline adopt(
      Environments.Generation generation,
      List<Finding> findings,
      Map<Pin, Artifact> before,
      HouseDesk desk) {
    State state = generation.state();
    Map<Pin, Artifact> built = new HashMap<>(before);
    try (Leases leases = new Leases(languages)) {
      Map<String, Takeover> takeovers = new LinkedHashMap<>();
      Function<String, Takeover> takeover =
          language ->
              takeovers.computeIfAbsent(
                  language,
                  own ->
                      new Takeover(
                          Portion.of(state, own),
                          leases.of(own),
                          new Target(processes.platform(), state.runtimes()),
                          desk));
      TreeSet<String> carried = new TreeSet<>(still(generation));
      for (Finding finding : findings) {
        switch (finding.kind()) {
          case INSTALLED -> {
            Optional<Artifact> packed = pack(finding, generation, desk);
            if (packed.isPresent()) {
              Pin pin = finding.pin().orElseThrow();
              built.put(pin, packed.get());
              takeover
                  .apply(pin.name().ecosystem())
                  .install(pin, packed.get(), finding.requested());
              carried.removeAll(finding.paths());
              carried.removeIf(path -> path.endsWith("/") && covers(path, finding));
              note(desk, "adopted " + label(finding) + by(finding));
            } else {
              carried.addAll(finding.paths());
            }
          }
          case EDITABLE, FILE -> {
            carried.addAll(finding.paths());
            note(desk, "carried along " + label(finding));
          }
          case REMOVED -> {
            if (finding.pin().isPresent()) {
              String language = finding.pin().get().name().ecosystem();
              removed(finding, takeover.apply(language), desk);
            }
          }
          case CHANGED -> mended(finding, generation, desk);
        }
      }
      List<String> along = CarriedFiles.together(carried);
      State taken = takeovers.isEmpty() ? carrying(state, along) : state;
      for (Map.Entry<String, Takeover> one : takeovers.entrySet()) {
        taken = Portion.with(taken, one.getKey(), one.getValue().state(along));
      }
      List<Receipt.Change> changes = States.changes(state.nodes(), taken.nodes(), languages);
      return new Baseline(Optional.of(generation), Optional.of(taken), built, changes);
    }
  }

  private static State carrying(State state, List<String> carried) {
    return state.draft().created(Instant.now()).carried(carried).state();
  }

  private static boolean covers(String folder, Finding finding) {
    return finding.paths().stream().anyMatch(path -> path.startsWith(folder));
  }

  /** What was carried and has not been taken away since. */
  private List<String> still(Environments.Generation generation) {
    List<String> still = new ArrayList<>();
    for (String path : generation.state().carried()) {
      Path place =
          path.startsWith(FARM)
              ? environments.farm(generation).resolve(path.substring(FARM.length()))
              : generation.root().resolve(path);
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        still.add(path);
      }
    }
    return still;
  }

  private Optional<Artifact> pack(
      Finding finding, Environments.Generation generation, HouseDesk desk) {
    String language = finding.pin().orElseThrow().name().ecosystem();
    Prefix prefix = drifts.prefix(generation, language);
    try (Languages.Lease<Surveyor> surveyor =
        languages.skill(Surveyor.class, language).orElseThrow()) {
      return Optional.of(
          artifacts.keep(into -> surveyor.service().pack(finding, prefix, into), desk));
    } catch (Refusal | java.io.UncheckedIOException e) {
      note(desk, label(finding) + " cannot be adopted and is carried along: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void removed(Finding finding, Takeover takeover, HouseDesk desk) {
    if (finding.pin().isEmpty()) {
      return;
    }
    Optional<Node> node = takeover.node(finding.pin().get());
    if (node.isEmpty()) {
      note(desk, label(finding) + " was removed and is no longer carried along");
    } else if (takeover.remove(node.get())) {
      note(desk, label(finding) + " was removed: it leaves the environment");
    } else {
      note(desk, label(finding) + " was removed, but others need it: it is put back");
    }
  }

  private void mended(Finding finding, Environments.Generation generation, HouseDesk desk) {
    String first = finding.paths().get(0);
    Path kept =
        first.startsWith(FARM)
            ? environments.farm(generation).resolve(first.substring(FARM.length()))
            : generation.root().resolve(first);
    boolean there = Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS);
    note(
        desk,
        label(finding)
            + " was changed and is mended"
            + (there ? "; the changed file stays at " + places.pretty(kept) : ""));
  }

  private static String label(Finding finding) {
    return "`" + finding.label() + "`";
  }

  private static String by(Finding finding) {
    return finding.by().isEmpty() ? "" : ", installed by " + finding.by();
  }

  private static void note(HouseDesk desk, String line) {
    desk.progress().note(line);
  }
}
