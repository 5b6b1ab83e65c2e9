package org.omnipkg.ecosystem.go.internal.modfile;

import java.util.List;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.ecosystem.go.internal.version.Semver;

/**
 * What a go.mod file says.
 *
 * @param module its path, or empty
 * @param language the {@code go} line, or empty
 * @param toolchain the {@code toolchain} line, or empty
 * @param deprecated the message of a deprecation, or empty
 */
public record GoMod(
    String module,
    String language,
    String toolchain,
    String deprecated,
    List<Require> requires,
    List<Replace> replaces,
    List<Version> excludes,
    List<Retract> retracts) {
  public GoMod {
    requires = List.copyOf(requires);
    replaces = List.copyOf(replaces);
    excludes = List.copyOf(excludes);
    retracts = List.copyOf(retracts);
  }

  /** A module at a version. */
  public record Version(String path, String version) {
    @Override
    public String toString() {
      return path + "@" + version;
    }
  }

  /**
   * A requirement.
   *
   * @param line where it stands, from 1
   */
  public record Require(Version module, boolean indirect, int line) {}

  /**
   * A replacement.
   *
   * @param version of what is replaced, or empty for all
   * @param byVersion empty when {@code by} is a folder
   */
  public record Replace(String path, String version, String by, String byVersion, int line) {}

  /** Versions taken back, both ends included. */
  public record Retract(String low, String high, String reason) {
    public boolean covers(String version) {
      return Semver.compare(low, version) <= 0 && Semver.compare(version, high) <= 0;
    }
  }

  /** Whether what it requires is all its packages need. */
  public boolean prunes() {
    return Languages.prunes(language);
  }

  /** The file that stands for a module that has none. */
  public static String legacy(String module) {
    return "module " + module + "\n";
  }
}
