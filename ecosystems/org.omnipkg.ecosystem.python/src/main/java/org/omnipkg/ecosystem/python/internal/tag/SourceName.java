package org.omnipkg.ecosystem.python.internal.tag;

import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;

/**
 * The name of a source archive: PEP 625, and what was usual before, where name and version may both
 * hold hyphens.
 */
public record SourceName(String distribution, String version) {
  private static final List<String> ENDINGS =
      List.of(".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz", ".tar", ".tbz", ".tar.Z");

  /** The name without its archive ending; empty when it is no archive's. */
  public static Optional<String> stem(String filename) {
    for (String ending : ENDINGS) {
      if (filename.endsWith(ending) && filename.length() > ending.length()) {
        return Optional.of(filename.substring(0, filename.length() - ending.length()));
      }
    }
    return Optional.empty();
  }

  /**
   * Reads an archive of a known project.
   *
   * @param project normalized name
   */
  public static Optional<SourceName> of(String filename, String project) {
    Optional<String> stem = stem(filename);
    if (stem.isEmpty()) {
      return Optional.empty();
    }
    String name = stem.get();
    for (int dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1)) {
      if (dash >= project.length() - 8
          && dash + 1 < name.length()
          && Names.normalize(name.substring(0, dash)).equals(project)) {
        return Optional.of(new SourceName(name.substring(0, dash), name.substring(dash + 1)));
      }
    }
    return Optional.empty();
  }

  /** Reads an archive of a project unknown: the version starts where PEP 440 can read the rest. */
  public static Optional<SourceName> of(String filename) {
    return stem(filename)
        .flatMap(
            name -> {
              for (int dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1)) {
                if (PythonVersion.strict(name.substring(dash + 1)).isPresent()) {
                  return Optional.of(
                      new SourceName(name.substring(0, dash), name.substring(dash + 1)));
                }
              }
              return Optional.empty();
            });
  }
}
