package org.omnipkg.ecosystem.python.internal.tag;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The name of a wheel: PEP 427 and, for compressed tag sets, PEP 425.
 *
 * @param build build number and its tail, empty when there is none
 * @param python tags joined by dots, as are {@code abi} and {@code platform}
 */
public record WheelName(
    String distribution, String version, String build, String python, String abi, String platform) {

  private static final String ENDING = ".whl";

  /**
   * Where the parts of a name end.
   *
   * @param build -1 when there is none
   */
  private record Dashes(int version, int build, int python, int abi, int platform) {
    static @Nullable Dashes of(String filename) {
      if (!filename.endsWith(ENDING)) {
        return null;
      }
      int platform = filename.lastIndexOf('-', filename.length() - ENDING.length() - 1);
      int abi = filename.lastIndexOf('-', platform - 1);
      int python = filename.lastIndexOf('-', abi - 1);
      int version = filename.indexOf('-');
      if (platform < 0 || abi < 0 || python < 0 || version < 1 || version >= python) {
        return null;
      }
      int build = filename.indexOf('-', version + 1);
      boolean built = build < python;
      if (built && (build + 1 == python || !Character.isDigit(filename.charAt(build + 1)))
          || built && filename.indexOf('-', build + 1) != python) {
        return null;
      }
      return new Dashes(version, built ? build : -1, python, abi, platform);
    }

    String version(String filename) {
      return filename.substring(version + 1, build < 0 ? python : build).replace('_', '-');
    }
  }

  /** Empty when the name is not a wheel's. */
  public static Optional<WheelName> of(String filename) {
    Dashes dashes = Dashes.of(filename);
    if (dashes == null) {
      return Optional.empty();
    }
    return Optional.of(
        new WheelName(
            filename.substring(0, dashes.version),
            dashes.version(filename),
            dashes.build < 0 ? "" : filename.substring(dashes.build + 1, dashes.python),
            filename.substring(dashes.python + 1, dashes.abi),
            filename.substring(dashes.abi + 1, dashes.platform),
            filename.substring(dashes.platform + 1, filename.length() - ENDING.length())));
  }

  /** The tags alone, python, abi and platform; null when the name is not a wheel's. */
  static @Nullable String tags(String filename) {
    Dashes dashes = Dashes.of(filename);
    return dashes == null
        ? null
        : filename.substring(dashes.python + 1, filename.length() - ENDING.length());
  }

  /**
   * The version alone; empty when the name is not a wheel's, or its distribution not one wanted.
   *
   * @param wanted what it thinks of a distribution's name as it is spelled
   */
  public static Optional<String> version(String filename, Predicate<String> wanted) {
    Dashes dashes = Dashes.of(filename);
    return dashes != null && wanted.test(filename.substring(0, dashes.version))
        ? Optional.of(dashes.version(filename))
        : Optional.empty();
  }

  /** The number at the front of the build tag, 0 without one. */
  long buildNumber() {
    int end = 0;
    while (end < build.length() && end < 18 && Character.isDigit(build.charAt(end))) {
      end++;
    }
    return end == 0 ? 0 : Long.parseLong(build.substring(0, end));
  }
}
