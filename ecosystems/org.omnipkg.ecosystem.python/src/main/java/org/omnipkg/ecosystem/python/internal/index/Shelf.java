package org.omnipkg.ecosystem.python.internal.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.ecosystem.python.internal.tag.SourceName;
import org.omnipkg.ecosystem.python.internal.tag.WheelName;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;

/** Sorts the files of one project into releases. */
final class Shelf {
  private final PackageName name;
  private final ArtifactChoice choice;
  private final Map<PythonVersion, Group> groups = new HashMap<>();
  private final Map<String, PythonVersion> versions = new HashMap<>();
  private final Set<String> filenames = new HashSet<>();
  private final Map<String, Boolean> distributions = new HashMap<>();

  /** The files of a version; the first wheel's spelling of it counts. */
  private static final class Group {
    final List<IndexFile> files = new ArrayList<>();
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
      if (wheel && !group.byWheel) {
        group.byWheel = true;
        group.version = read;
      }
    }
  }

  private Optional<String> version(String filename) {
    return filename.endsWith(".whl")
        ? WheelName.version(filename, spelled -> distributions.computeIfAbsent(spelled, this::own))
        : SourceName.of(filename, name.name()).map(SourceName::version);
  }

  private boolean own(String distribution) {
    return Names.normalize(distribution).equals(name.name());
  }

  Listing listing(String source) {
    return listing(form(""), "", source);
  }

  /** The listing from a form made here. */
  Listing listing(byte[] form, String page, String source) {
    return ListingForm.read(form, page, name, source, choice).orElseThrow();
  }

  /**
   * The listing as {@link ListingForm} reads it.
   *
   * @param page digest of the page the files were read from
   */
  byte[] form(String page) {
    return ListingForm.write(
        page,
        groups.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry(entry.getValue()))
            .toList());
  }

  private static ListingForm.Entry entry(Group group) {
    boolean withdrawn = group.files.stream().allMatch(file -> file.yanked() != null);
    List<IndexFile> files = new ArrayList<>(group.files.size());
    String runtimeRange = "";
    String reason = "";
    long published = IndexFile.UNKNOWN;
    for (IndexFile file : group.files) {
      String yanked = file.yanked();
      if (yanked != null) {
        reason = reason.isEmpty() ? yanked : reason;
        if (!withdrawn) {
          continue;
        }
      }
      files.add(file);
      runtimeRange = runtimeRange.isEmpty() ? file.requiresPython() : runtimeRange;
      published = earlier(published, file.uploaded());
    }
    return new ListingForm.Entry(
        group.version.toString(),
        published,
        withdrawn ? Optional.of(reason) : Optional.empty(),
        group.version.prerelease(),
        runtimeRange,
        files);
  }

  private static long earlier(long one, long other) {
    return one == IndexFile.UNKNOWN || other != IndexFile.UNKNOWN && other < one ? other : one;
  }
}
