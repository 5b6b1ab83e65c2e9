package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.Versions;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tools of the house: a stored one first, else the newest from the language's index, else what the
 * user has on the PATH. A tool is one package without dependencies.
 */
@Component(service = Tools.class)
public final class Tools {
  private static final String TABLE = "tools";

  private final Languages languages;
  private final RuntimeRoom runtimes;
  private final Acquisition acquisition;
  private final Store store;
  private final Ledger ledger;
  private final Processes processes;
  private final Map<Desk.Tool, Object> busy = new ConcurrentHashMap<>();

  @Activate
  public Tools(
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference Acquisition acquisition,
      @Reference Store store,
      @Reference Ledger ledger,
      @Reference Processes processes) {
    this.languages = languages;
    this.runtimes = runtimes;
    this.acquisition = acquisition;
    this.store = store;
    this.ledger = ledger;
    this.processes = processes;
  }

  Desk.Provisioned provide(Desk.Tool tool, HouseDesk desk) {
    return provide(tool, Optional.empty(), desk);
  }

  /**
   * @param on what it is to run on; empty when any runtime of its language will do
   */
  Desk.Provisioned provide(Desk.Tool tool, Optional<Target> on, HouseDesk desk) {
    synchronized (busy.computeIfAbsent(tool, t -> new Object())) {
      try (Languages.Lease<Ecosystem> lease = languages.ecosystem(tool.ecosystem())) {
        Optional<Desk.Provisioned> here =
            stored(tool, lease.service(), desk).or(() -> found(tool, lease.service(), desk));
        if (here.isPresent()) {
          return here.get();
        }
        try {
          return fetched(tool, on, lease.service(), desk);
        } catch (Refusal e) {
          return onPath(tool, desk).orElseThrow(() -> e);
        }
      }
    }
  }

  private Optional<Desk.Provisioned> stored(Desk.Tool tool, Ecosystem ecosystem, HouseDesk desk) {
    return ledger
        .get(TABLE, key(tool))
        .map(value -> new String(value, StandardCharsets.UTF_8).split("\n", 2))
        .flatMap(
            parts -> {
              desk.hold().keep(ecosystem.layout().shelf(), parts[0]);
              return store
                  .sound(ecosystem.layout().shelf(), parts[0])
                  .flatMap(tree -> provisioned(tool, tree, parts[1]));
            });
  }

  /** A tree that serves, though the ledger does not know: it may have been begun anew. */
  private Optional<Desk.Provisioned> found(Desk.Tool tool, Ecosystem ecosystem, HouseDesk desk) {
    Dependency wanted = ecosystem.grammar().parse(tool.requirement());
    String shelf = ecosystem.layout().shelf();
    for (Store.Tree tree : store.trees(shelf)) {
      boolean fits =
          tree.origin()
              .map(Store.Origin::pin)
              .filter(pin -> pin.name().equals(wanted.target()))
              .filter(pin -> Satisfaction.admits(ecosystem, wanted.range(), pin))
              .isPresent();
      if (fits) {
        String version = tree.origin().orElseThrow().pin().version();
        desk.hold().keep(shelf, tree.key());
        Optional<Desk.Provisioned> provided =
            store.sound(shelf, tree.key()).flatMap(sound -> provisioned(tool, sound, version));
        if (provided.isPresent()) {
          remember(tool, tree, version);
          return provided;
        }
      }
    }
    return Optional.empty();
  }

  private void remember(Desk.Tool tool, Store.Tree tree, String version) {
    ledger.put(TABLE, key(tool), (tree.key() + "\n" + version).getBytes(StandardCharsets.UTF_8));
  }

  /** Keys of trees that are tools: no collection takes them. */
  Set<String> roots() {
    Set<String> keys = new HashSet<>();
    for (String key : ledger.keys(TABLE)) {
      ledger
          .get(TABLE, key)
          .map(value -> new String(value, StandardCharsets.UTF_8).split("\n", 2)[0])
          .ifPresent(keys::add);
    }
    return keys;
  }

  /**
   * From where the language's packages usually come: an index named for this command's packages has
   * no say in the house's tools, unless it is the only one that answers.
   */
  private Desk.Provisioned fetched(
      Desk.Tool tool, Optional<Target> on, Ecosystem ecosystem, HouseDesk desk) {
    if (!desk.wishes().elsewhere()) {
      return obtain(tool, on, ecosystem, desk);
    }
    try (HouseDesk usual = desk.with(Wishes.NONE)) {
      return obtain(tool, on, ecosystem, usual);
    } catch (Refusal unreachable) {
      return obtain(tool, on, ecosystem, desk);
    }
  }

  private Desk.Provisioned obtain(
      Desk.Tool tool, Optional<Target> on, Ecosystem ecosystem, HouseDesk desk) {
    desk.progress().step("Fetching " + tool.command());
    Dependency wanted = ecosystem.grammar().parse(tool.requirement());
    Target target = on.orElseGet(() -> target(tool.ecosystem(), desk));
    Listing listing = ecosystem.index().releases(wanted.target(), desk);
    Versions.Choice choice = ecosystem.versions().select(wanted.range(), listing);
    BitSet open = (BitSet) choice.admitted().clone();
    int chosen = ecosystem.versions().prefer(open, listing, target);
    while (chosen >= 0 && !ready(listing.releases().get(chosen), ecosystem, target)) {
      open.clear(chosen);
      chosen = ecosystem.versions().prefer(open, listing, target);
    }
    if (chosen < 0) {
      throw new Refusal(
          Diagnostic.outside(
              "tool.missing",
              "the tool `" + tool.requirement() + "` is on no index for this machine",
              "put `" + tool.command() + "` on the PATH"));
    }
    Release release = listing.releases().get(chosen);
    Artifact artifact = ecosystem.layout().choose(release, target).orElseThrow();
    Node node =
        new Node(
            wanted.target().name(),
            release.pin(),
            Optional.of(artifact),
            Set.of(),
            listing.source());
    Store.Tree tree =
        acquisition
            .acquire(List.of(node), ecosystem.layout(), target, desk, new AtomicLong())
            .values()
            .iterator()
            .next();
    String version = release.pin().version();
    remember(tool, tree, version);
    return provisioned(tool, tree, version)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.outside(
                        "tool.missing",
                        "`" + node.pin() + "` carries no `" + tool.command() + "`",
                        "")));
  }

  private static boolean ready(Release release, Ecosystem ecosystem, Target target) {
    return release.usable().holds(target)
        && ecosystem.layout().choose(release, target).stream()
            .anyMatch(artifact -> !artifact.format().equals("sdist"));
  }

  private Target target(String ecosystem, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> lease =
        languages.skill(RuntimeSource.class, ecosystem).orElseThrow()) {
      return new Target(
          processes.platform(), List.of(runtimes.choose(lease.service(), Optional.empty(), desk)));
    }
  }

  /** The command lies in bin, or (zig) somewhere in the package itself, or is a module (pip). */
  private static Optional<Desk.Provisioned> provisioned(
      Desk.Tool tool, Store.Tree tree, String version) {
    Path bin = tree.path().resolve("bin").resolve(tool.command());
    if (Files.isExecutable(bin)) {
      return Optional.of(new Desk.Provisioned(bin, Optional.of(tree.path()), version));
    }
    try (Stream<Path> files = Files.walk(tree.path(), 5)) {
      return files
          .filter(path -> path.getFileName().toString().equals(tool.command()))
          .sorted()
          .findFirst()
          .map(path -> new Desk.Provisioned(path, Optional.of(tree.path()), version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Desk.Provisioned> onPath(Desk.Tool tool, HouseDesk desk) {
    return SearchPath.find(tool.command(), desk.environment().getOrDefault("PATH", ""))
        .filter(Files::isExecutable)
        .map(path -> new Desk.Provisioned(path, Optional.empty(), ""));
  }

  private static String key(Desk.Tool tool) {
    return tool.ecosystem() + ":" + tool.requirement() + ":" + tool.command();
  }
}
