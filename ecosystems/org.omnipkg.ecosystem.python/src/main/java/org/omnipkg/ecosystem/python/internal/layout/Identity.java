package org.omnipkg.ecosystem.python.internal.layout;

import org.omnipkg.ecosystem.python.internal.tag.WheelName;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;

/**
 * What a wheel's file name, a folder inside it, or its metadata says it is.
 *
 * @param name as spelled there
 * @param version as spelled there
 */
record Identity(String name, String version) {
  static Identity ofFile(String filename) {
    WheelName name =
        WheelName.of(filename)
            .orElseThrow(
                () -> Wheel.refused("wheel.identity", "`" + filename + "` is not a wheel's name"));
    return new Identity(name.distribution(), name.version());
  }

  /** Of {@code name-version.dist-info}, without its suffix. */
  static Identity ofFolder(String stem) {
    int dash = stem.lastIndexOf('-');
    return dash < 0
        ? new Identity(stem, "")
        : new Identity(stem.substring(0, dash), stem.substring(dash + 1));
  }

  /** Whether both mean the same: file names spell {@code -} as {@code _} (PEP 427). */
  boolean means(Identity other) {
    return normalized().equals(other.normalized()) && comparable().equals(other.comparable());
  }

  String normalized() {
    return Names.normalize(name);
  }

  private PythonVersion comparable() {
    return PythonVersion.of(version.replace('_', '-'));
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
