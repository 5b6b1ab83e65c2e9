package org.omnipkg.ecosystem.go.internal.solve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.ecosystem.go.internal.index.ProxyIndex;
import org.omnipkg.ecosystem.go.internal.index.Verified;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.go.internal.requirement.RangeText;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.version.Semver;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Versions;

/** Finds for each request the module it is in and the version it means. */
final class Roots {
  private static final int SHOWN = 5;

  private final Problem problem;
  private final Facts facts;
  private final Versions versions;
  private final ModuleFiles files;
  private final Verified verified;
  private final Desk desk;

  Roots(Problem problem, Facts facts, ModuleFiles files, Verified verified, Desk desk) {
    this.problem = problem;
    this.facts = facts;
    this.versions = facts.ecosystem("go").versions();
    this.files = files;
    this.verified = verified;
    this.desk = desk;
  }

  List<Root> all() {
    List<Root> roots = new ArrayList<>();
    for (Dependency asked : problem.roots()) {
      if (asked.target().ecosystem().equals("go")) {
        roots.add(root(asked));
      }
    }
    return roots;
  }

  /** The longest beginning of the path that is a module. */
  private Root root(Dependency asked) {
    String path = asked.target().name();
    Refusal refused = null;
    for (String module = path; module.contains("."); module = parent(module)) {
      Listing listing = Listing.empty(new PackageName("go", module));
      try {
        listing = facts.releases(listing.name());
      } catch (Refusal refusal) {
        if (!refusal.diagnostic().code().equals(ModuleFiles.REFUSED)) {
          throw refusal;
        }
        refused = refused == null ? refusal : refused; // A folder of a module is none itself.
      }
      if (!listing.releases().isEmpty()) {
        String folder = module.equals(path) ? "" : path.substring(module.length() + 1);
        return chosen(asked, listing, folder);
      }
      if (!module.contains("/")) {
        break;
      }
    }
    if (refused != null) {
      throw refused;
    }
    String end = GoEnvironment.of(desk).proxies().end();
    throw new Refusal(
        Diagnostic.user(
                "resolve.unknown-package", "no module proxy knows `" + path + "`", "check the path")
            .with(
                end.equals("direct")
                    ? List.of(
                        "`GOPROXY` would go on to `direct`, the repository itself; omnipkg takes"
                            + " modules from proxies only")
                    : List.of()));
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private Root chosen(Dependency asked, Listing listing, String folder) {
    String path = listing.name().name();
    RangeText range = RangeText.of(asked.range()).orElseThrow();
    String version =
        switch (range.kind()) {
          case REVISION -> revision(path, range.word());
          case EXACT -> exact(listing, range.word());
          case COMPARED ->
              range.comparisons().size() == 1 && range.least().isPresent()
                  ? exact(listing, range.least().get())
                  : newest(asked, listing);
          default -> newest(asked, listing);
        };
    tell(listing, version);
    boolean fixed = range.kind() == RangeText.Kind.EXACT || range.kind() == RangeText.Kind.REVISION;
    return new Root(asked, new Version(path, version), folder, fixed);
  }

  private String revision(String path, String word) {
    return files
        .info(path, word)
        .map(ModuleFiles.Info::version)
        .orElseThrow(() -> unknown(path, word, List.of()));
  }

  private String exact(Listing listing, String version) {
    String path = listing.name().name();
    if (!ModulePath.major(path).orElseThrow().admits(version)) {
      // the go command knows old repositories without go.mod by this
      String old = version + "+incompatible";
      if (listing.find(old).isPresent()) {
        return old;
      }
      Semver read = Semver.of(version).orElseThrow();
      throw new Refusal(
          Diagnostic.user(
              "resolve.unknown-version",
              "`" + version + "` cannot be a version of `" + path + "`",
              read.major().equals("0") || read.major().equals("1")
                  ? ""
                  : "from v2 on the path says so: `go:"
                      + prefix(path)
                      + "/v"
                      + read.major()
                      + "@"
                      + version
                      + "`"));
    }
    // a proxy lists neither commits nor all it has
    if (listing.find(version).isEmpty() && verified.mod(path, version).isEmpty()) {
      throw unknown(path, version, listing.releases());
    }
    return version;
  }

  private static String prefix(String path) {
    return ModulePath.major(path).map(ModulePath.Major::prefix).orElse(path);
  }

  private String newest(Dependency asked, Listing listing) {
    Versions.Choice choice = versions.select(asked.range(), listing);
    BitSet among = choice.admitted();
    if (among.isEmpty() || problem.prereleases()) {
      among.or(choice.lastResort());
    }
    limit(among, listing);
    String kept = problem.preferred().getOrDefault(listing.name(), "");
    for (int i = among.nextSetBit(0); i >= 0; i = among.nextSetBit(i + 1)) {
      if (listing.releases().get(i).pin().version().equals(kept)) {
        return kept;
      }
    }
    int best = latest(among, listing);
    while (best >= 0 && tooNew(listing.releases().get(best))) {
      among.clear(best);
      best = latest(among, listing);
    }
    if (best < 0) {
      String wanted = asked.range().isEmpty() ? "any version" : asked.range();
      throw unknown(listing.name().name(), wanted, listing.releases());
    }
    return listing.releases().get(best).pin().version();
  }

  private int latest(BitSet among, Listing listing) {
    return problem.prereleases()
        ? among.length() - 1
        : versions.prefer(among, listing, problem.target());
  }

  private void limit(BitSet among, Listing listing) {
    for (Dependency constraint : problem.constraints()) {
      if (constraint.target().equals(listing.name()) && !constraint.range().isEmpty()) {
        among.and(versions.select(constraint.range(), listing).admitted());
      }
    }
  }

  private boolean tooNew(Release release) {
    Optional<Instant> before = problem.excludeNewer();
    return before.isPresent()
        && release
            .published()
            .or(
                () ->
                    files
                        .info(release.pin().name().name(), release.pin().version())
                        .flatMap(ModuleFiles.Info::time))
            .filter(time -> time.isAfter(before.get()))
            .isPresent();
  }

  private void tell(Listing listing, String version) {
    String path = listing.name().name();
    listing
        .find(version)
        .flatMap(Release::withdrawn)
        .ifPresent(
            reason ->
                desk.progress()
                    .note(
                        "go:"
                            + path
                            + " "
                            + version
                            + " was retracted"
                            + (reason.isEmpty() ? "" : ": " + reason)));
    String newest = listing.tags().getOrDefault(ProxyIndex.NEWEST, "");
    if (!newest.isEmpty()) {
      verified
          .mod(path, newest)
          .map(mod -> mod.file().deprecated())
          .filter(message -> !message.isEmpty())
          .ifPresent(message -> desk.progress().note("go:" + path + " is deprecated: " + message));
    }
  }

  private static Refusal unknown(String path, String version, List<Release> releases) {
    List<String> there = new ArrayList<>();
    for (int i = releases.size() - 1; i >= 0 && there.size() < SHOWN; i--) {
      there.add(releases.get(i).pin().version());
    }
    return new Refusal(
        Diagnostic.user(
                "resolve.unknown-version",
                "`" + path + "` has no version `" + version + "`",
                there.isEmpty()
                    ? "check it with the module's repository"
                    : "name one of its versions")
            .with(
                there.isEmpty()
                    ? List.of()
                    : List.of("the newest are " + String.join(", ", there))));
  }
}
