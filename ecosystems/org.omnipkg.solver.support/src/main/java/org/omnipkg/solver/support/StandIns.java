package org.omnipkg.solver.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

/**
 * Empty wheels (PEP 427) that stand for releases to be had only as source, so that the tool itself
 * says which of them it would choose. They state no dependencies: a build will, in the next round.
 */
final class StandIns {
  /** Builds of one name, after which other versions of it are no longer tried. */
  private static final int MOST_BUILDS = 3;

  private final Problem problem;
  private final Facts facts;
  private final Desk desk;
  private final Map<Pin, Artifact> sources = new HashMap<>();
  private @Nullable Path folder;

  StandIns(Problem problem, Facts facts, Desk desk) {
    this.problem = problem;
    this.facts = facts;
    this.desk = desk;
  }

  Optional<URI> folder() {
    return Optional.ofNullable(folder).map(Path::toUri);
  }

  /** Puts stand-ins for a name's sources up; false when it has none for the target. */
  boolean add(String spelled) {
    PackageName name = facts.ecosystem(problem.ecosystem()).grammar().name(spelled);
    long built = problem.built().keySet().stream().filter(p -> p.name().equals(name)).count();
    if (built >= MOST_BUILDS) {
      return false;
    }
    Listing listing = facts.releases(name);
    Demands demands = Demands.on(name, listing, problem, facts);
    int before = sources.size();
    for (int i = 0; i < listing.releases().size(); i++) {
      Release release = listing.releases().get(i);
      if (demands.admitted().get(i)
          && !problem.built().containsKey(release.pin())
          && (release.withdrawn().isEmpty() || demands.exact())
          && Requests.exists(release, problem)
          && release.usable().holds(problem.target())) {
        source(release).ifPresent(artifact -> put(release.pin(), artifact));
      }
    }
    return sources.size() > before;
  }

  /** The source archive, when it is what would have to be used. */
  private Optional<Artifact> source(Release release) {
    return facts
        .ecosystem(problem.ecosystem())
        .layout()
        .choose(release, problem.target())
        .filter(artifact -> artifact.format().equals("sdist"));
  }

  /** What would have to be built for these pins. */
  List<Wanting> chosen(List<Said.Pinned> pins) {
    List<Wanting> wanting = new ArrayList<>();
    for (Said.Pinned pinned : pins) {
      sources.forEach(
          (pin, artifact) -> {
            if (same(pin, pinned)) {
              wanting.add(
                  new Wanting(Wanting.BUILD, pin, artifact, "no wheel of it fits the runtime"));
            }
          });
    }
    return wanting;
  }

  private boolean same(Pin pin, Said.Pinned pinned) {
    return pin.name().equals(facts.ecosystem(problem.ecosystem()).grammar().name(pinned.name()))
        && facts.ecosystem(problem.ecosystem()).versions().compare(pin.version(), pinned.version())
            == 0;
  }

  private void put(Pin pin, Artifact artifact) {
    String name = pin.name().name();
    String stem = name.replace('-', '_') + "-" + pin.version().replace('-', '_');
    try {
      if (folder == null) {
        // A folder of its own: the next round of a request must not find what stood in before.
        folder = Files.createTempDirectory(desk.scratch(), "stand-ins");
      }
      Path wheel = folder.resolve(stem + "-py2.py3-none-any.whl");
      Files.write(wheel, EmptyWheel.of(stem, EmptyWheel.metadata(pin)));
      sources.put(pin, artifact);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
