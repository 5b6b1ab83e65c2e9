package org.omnipkg.ecosystem.python.internal.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.ecosystem.python.internal.tag.SourceName;
import org.omnipkg.ecosystem.python.internal.tag.WheelName;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;

/** Sorts the files of one project into releases. */
final class Shelf {
  private final PackageName name;
  private final ArtifactChoice choice;
  private final Map<PythonVersion, Group> groups = new HashMap<>();
  private final Map<String, PythonVersion> versions = new HashMap<>();
  private final Set<String> filenames = new HashSet<>();

  /** The files of a version; the first wheel's spelling of it counts. */
  private static final class Group {
    final List<IndexFile> files = new ArrayList<>();
    final List<String> formats = new ArrayList<>();
    PythonVersion version;
    boolean byWheel;

    Group(PythonVersion version) {
      this.version = version;
    }
  }

  Shelf(PackageName name, ArtifactChoice choice) {
    this.name = name;
    this.choice = choice;
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Those of a mixed lot that are the project's. */
  List<IndexFile> ours(List<IndexFile> files) {
    return files.stream().filter(file -> version(file.filename()).isPresent()).toList();
  }

  /** Takes what belongs to the project; of two files of one name the first stays. */
  void add(List<IndexFile> files) {
    for (IndexFile file : files) {
      String filename = file.filename();
      boolean wheel = filename.endsWith(".whl");
      Optional<String> version = version(filename);
      if (version.isEmpty() || !filenames.add(filename)) {
        continue;
      }
      PythonVersion read = versions.computeIfAbsent(version.get(), PythonVersion::of);
      Group group = groups.computeIfAbsent(read, Group::new);
      group.files.add(file);
      group.formats.add(wheel ? ArtifactChoice.WHEEL : ArtifactChoice.SDIST);
      if (wheel && !group.byWheel) {
        group.byWheel = true;
        group.version = read;
      }
    }
  }

  private Optional<String> version(String filename) {
    return filename.endsWith(".whl")
        ? WheelName.of(filename)
            .filter(wheel -> Names.normalize(wheel.distribution()).equals(name.name()))
            .map(WheelName::version)
        : SourceName.of(filename, name.name()).map(SourceName::version);
  }

  Listing listing(String source) {
    List<Release> releases =
        groups.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> release(entry.getValue()))
            .toList();
    return new Listing(name, releases, Map.of(), Map.of(), source);
  }

  private Release release(Group group) {
    boolean withdrawn = group.files.stream().allMatch(file -> file.yanked() != null);
    List<Artifact> artifacts = new ArrayList<>(group.files.size());
    String runtimeRange = "";
    String reason = "";
    Instant published = null;
    for (int i = 0; i < group.files.size(); i++) {
      IndexFile file = group.files.get(i);
      String yanked = file.yanked();
      if (yanked != null) {
        reason = reason.isEmpty() ? yanked : reason;
        if (!withdrawn) {
          continue;
        }
      }
      artifacts.add(file.artifact(group.formats.get(i)));
      runtimeRange = runtimeRange.isEmpty() ? file.requiresPython() : runtimeRange;
      published = earlier(published, file.uploaded());
    }
    return new Release(
        new Pin(name, group.version.toString()),
        Optional.ofNullable(published),
        withdrawn ? Optional.of(reason) : Optional.empty(),
        group.version.prerelease(),
        new Fit(List.copyOf(artifacts), runtimeRange, choice),
        runtimeRange,
        artifacts);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }
}
