package org.omnipkg.ecosystem.python.internal.tag;

import java.util.Optional;

/**
 * The name of a wheel: PEP 427 and, for compressed tag sets, PEP 425.
 *
 * @param build build number and its tail, empty when there is none
 * @param python tags joined by dots, as are {@code abi} and {@code platform}
 */
public record WheelName(
    String distribution, String version, String build, String python, String abi, String platform) {

  /** Empty when the name is not a wheel's. */
  public static Optional<WheelName> of(String filename) {
    if (!filename.endsWith(".whl")) {
      return Optional.empty();
    }
    String stem = filename.substring(0, filename.length() - 4);
    int platform = stem.lastIndexOf('-');
    int abi = stem.lastIndexOf('-', platform - 1);
    int python = stem.lastIndexOf('-', abi - 1);
    int version = stem.indexOf('-');
    if (platform < 0 || abi < 0 || python < 0 || version < 1 || version >= python) {
      return Optional.empty();
    }
    int build = stem.indexOf('-', version + 1);
    boolean built = build < python;
    if (built && (build + 1 == python || !Character.isDigit(stem.charAt(build + 1)))
        || built && stem.indexOf('-', build + 1) != python) {
      return Optional.empty();
    }
    return Optional.of(
        new WheelName(
            stem.substring(0, version),
            stem.substring(version + 1, built ? build : python).replace('_', '-'),
            built ? stem.substring(build + 1, python) : "",
            stem.substring(python + 1, abi),
            stem.substring(abi + 1, platform),
            stem.substring(platform + 1)));
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
