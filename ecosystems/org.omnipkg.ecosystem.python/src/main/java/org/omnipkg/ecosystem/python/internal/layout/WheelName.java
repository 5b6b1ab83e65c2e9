package org.omnipkg.ecosystem.python.internal.layout;

import java.util.Locale;

/**
 * The identity a file or folder name of a wheel states (PEP 427).
 *
 * @param name as spelled there
 * @param version as spelled there
 */
record WheelName(String name, String version) {
  /** Of {@code name-version[-build]-python-abi-platform.whl}. */
  static WheelName ofFile(String filename) {
    String stem = filename.replaceFirst("(?i)\\.whl$", "");
    String[] parts = stem.split("-", -1);
    if (stem.length() == filename.length() || parts.length < 5 || parts.length > 6) {
      throw Wheel.refused(
          "wheel.identity",
          "`" + filename + "` is not the name of a wheel: name-version-python-abi-platform.whl");
    }
    return new WheelName(parts[0], parts[1]);
  }

  /** Of {@code name-version.dist-info}, without its suffix. */
  static WheelName ofFolder(String stem) {
    int dash = stem.lastIndexOf('-');
    return dash < 0
        ? new WheelName(stem, "")
        : new WheelName(stem.substring(0, dash), stem.substring(dash + 1));
  }

  boolean means(WheelName other) {
    return normalized(name).equals(normalized(other.name))
        && Spelling.canonical(version).equals(Spelling.canonical(other.version));
  }

  static String normalized(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
