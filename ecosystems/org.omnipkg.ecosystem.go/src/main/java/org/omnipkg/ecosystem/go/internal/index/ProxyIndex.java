package org.omnipkg.ecosystem.go.internal.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.go.internal.requirement.RequirementReader;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.version.Pseudo;
import org.omnipkg.ecosystem.go.internal.version.Semver;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;

/**
 * The module proxy protocol. What a version takes back is said by the newest one's go.mod; every
 * go.mod is checked against the checksum database before it is read.
 */
public final class ProxyIndex implements PackageIndex {
  /** Tag of the newest version in order of versions, taken back or not. */
  public static final String NEWEST = "newest";

  /** A proxy is files by its protocol: so is what the go command keeps of what it downloaded. */
  @Override
  public boolean isIndex(Path folder) {
    return true;
  }

  @Override
  public Listing releases(PackageName name, Desk desk) {
    String path = name.name();
    if (ModulePath.flaw(path).isPresent()) {
      return Listing.empty(name);
    }
    ModuleFiles files = new ModuleFiles(desk, GoEnvironment.of(desk));
    Optional<ModuleFiles.Found> list = files.list(path);
    if (list.isEmpty()) {
      return files.latest(path).map(info -> alone(name, info)).orElse(Listing.empty(name));
    }
    ModulePath.Major major = ModulePath.major(path).orElseThrow();
    List<String> versions =
        list.get()
            .text()
            .lines()
            .map(line -> line.strip().split("\\s+", 2)[0])
            .filter(version -> Semver.of(version).filter(Semver::complete).isPresent())
            .filter(version -> major.admits(version) && !Pseudo.is(version))
            .distinct()
            .sorted(Semver.ORDER)
            .toList();
    if (versions.isEmpty()) {
      return files.latest(path).map(info -> alone(name, info)).orElse(Listing.empty(name));
    }
    return listing(name, versions, list.get().source(), new Verified(desk, files));
  }

  /** A module without tags: its newest commit. */
  private static Listing alone(PackageName name, ModuleFiles.Info info) {
    Release release =
        new Release(
            new Pin(name, info.version()),
            info.time(),
            Optional.empty(),
            Semver.of(info.version()).filter(v -> !v.prerelease().isEmpty()).isPresent(),
            Condition.ALWAYS,
            "",
            List.of(
                ModuleFiles.zip(info.source(), name.name(), info.version(), Map.of(), Map.of())));
    return new Listing(
        name, List.of(release), Map.of(NEWEST, info.version()), Map.of(), info.source().label());
  }

  private static Listing listing(
      PackageName name, List<String> versions, Source source, Verified verified) {
    String path = name.name();
    String superseded = superseding(path, versions, verified);
    String newest = newest(versions, !superseded.isEmpty());
    List<GoMod.Retract> retracts =
        verified.mod(path, newest).map(Verified.Mod::file).map(GoMod::retracts).orElse(List.of());
    List<Release> releases = new ArrayList<>();
    for (String version : versions) {
      Semver read = Semver.of(version).orElseThrow();
      Optional<String> withdrawn =
          retracts.stream().filter(r -> r.covers(version)).map(GoMod.Retract::reason).findFirst();
      if (withdrawn.isEmpty() && read.incompatible() && !superseded.isEmpty()) {
        withdrawn = Optional.of("the module has a go.mod since " + superseded);
      }
      releases.add(
          new Release(
              new Pin(name, version),
              Optional.empty(),
              withdrawn,
              !read.prerelease().isEmpty(),
              Condition.ALWAYS,
              "",
              List.of(ModuleFiles.zip(source, path, version, Map.of(), Map.of()))));
    }
    return new Listing(name, releases, Map.of(NEWEST, newest), Map.of(), source.label());
  }

  /** The newest version with a go.mod of its own, before which no incompatible one counts. */
  private static String superseding(String path, List<String> versions, Verified verified) {
    List<String> compatible = versions.stream().filter(v -> !v.endsWith("+incompatible")).toList();
    if (compatible.isEmpty() || compatible.size() == versions.size()) {
      return "";
    }
    String last = compatible.get(compatible.size() - 1);
    return verified
        .mod(path, last)
        .filter(mod -> !mod.text().equals(GoMod.legacy(path)))
        .map(mod -> last)
        .orElse("");
  }

  private static String newest(List<String> versions, boolean compatibleOnly) {
    String newest = versions.get(versions.size() - 1);
    String release = "";
    for (String version : versions) {
      Semver read = Semver.of(version).orElseThrow();
      if (read.prerelease().isEmpty() && !(compatibleOnly && read.incompatible())) {
        release = version;
      }
    }
    return release.isEmpty() ? newest : release;
  }

  /** Commits, versions that a proxy does not list, and modules that stand for another. */
  @Override
  public Optional<Release> unlisted(Pin pin, Desk desk) {
    ModuleFiles files = new ModuleFiles(desk, GoEnvironment.of(desk));
    int at = pin.variant().indexOf('@');
    String path = at < 0 ? pin.name().name() : pin.variant().substring(0, at);
    String version = at < 0 ? pin.version() : pin.variant().substring(at + 1);
    boolean possible =
        ModulePath.flaw(path).isEmpty()
            && ModulePath.major(path).filter(major -> major.admits(version)).isPresent();
    return possible
        ? files
            .mod(path, version)
            .map(
                mod ->
                    new Release(
                        pin,
                        Pseudo.time(version),
                        Optional.empty(),
                        Semver.of(version).filter(v -> !v.prerelease().isEmpty()).isPresent(),
                        Condition.ALWAYS,
                        "",
                        List.of(ModuleFiles.zip(mod.source(), path, version, Map.of(), Map.of()))))
        : Optional.empty();
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    ModuleFiles files = new ModuleFiles(desk, GoEnvironment.of(desk));
    Pin pin = release.pin();
    Optional<Verified.Mod> mod = new Verified(desk, files).mod(pin.name().name(), pin.version());
    if (mod.isEmpty()) {
      return Answer.refused(
          Diagnostic.outside("metadata.missing", "no proxy has the go.mod of `" + pin + "`", ""));
    }
    GoMod file = mod.get().file();
    List<Dependency> needs = new ArrayList<>();
    for (GoMod.Require require : file.requires()) {
      try {
        needs.add(
            RequirementReader.read(require.module().path() + ">=" + require.module().version()));
      } catch (Refusal e) {
        return Answer.refused(e.diagnostic());
      }
    }
    return Answer.of(
        new Manifest(
            pin,
            Map.of("", needs),
            file.language().isEmpty() ? "" : ">=" + file.language(),
            Certainty.STATED,
            Set.of()));
  }
}
