package org.omnipkg.ecosystem.python.internal.version;

import java.util.Optional;

/**
 * A version of PEP 440, or one from before it, which orders below all others. Compared by a key
 * made once: characters whose plain order is the order of versions.
 */
public final class PythonVersion implements Comparable<PythonVersion> {
  static final char ZERO = '\u0010';

  private final String text;
  private final String key;
  private final String release;
  private final short phaseEnd;
  private final short publicEnd;
  private final byte flags;

  PythonVersion(
      String text, String key, String release, int phaseEnd, int publicEnd, boolean... flags) {
    this.text = text;
    this.key = key;
    this.release = release;
    this.phaseEnd = (short) phaseEnd;
    this.publicEnd = (short) publicEnd;
    int bits = 0;
    for (int i = 0; i < flags.length; i++) {
      bits |= flags[i] ? 1 << i : 0;
    }
    this.flags = (byte) bits;
  }

  /** Reads any version; what PEP 440 does not know becomes a legacy version. */
  public static PythonVersion of(String text) {
    PythonVersion version = VersionReader.read(text);
    return version != null ? version : LegacyVersion.of(text);
  }

  /** Reads a version of PEP 440 only. */
  public static Optional<PythonVersion> strict(String text) {
    return Optional.ofNullable(VersionReader.read(text));
  }

  public boolean legacy() {
    return phaseEnd == 0;
  }

  /** Alpha, beta, candidate or development release. */
  public boolean prerelease() {
    return (flags & 3) != 0;
  }

  public boolean postrelease() {
    return (flags & 4) != 0;
  }

  public boolean local() {
    return (flags & 8) != 0;
  }

  /** At least two release numbers, so {@code ~=} may use it. */
  boolean hasMinor() {
    return (flags & 16) != 0;
  }

  /** Epoch and release numbers in coded form, trailing zeros kept. */
  String release() {
    return release;
  }

  /** Whether the first coded numbers of the release are these, missing ones being zero. */
  boolean startsWith(String codedRelease) {
    if (release.length() >= codedRelease.length()) {
      return release.startsWith(codedRelease);
    }
    if (!codedRelease.startsWith(release)) {
      return false;
    }
    for (int i = release.length(); i < codedRelease.length(); i++) {
      if (codedRelease.charAt(i) != ZERO) {
        return false;
      }
    }
    return true;
  }

  /** Same epoch, release numbers and pre-release: they differ by what comes after. */
  boolean samePhase(PythonVersion other) {
    return phaseEnd == other.phaseEnd && key.regionMatches(0, other.key, 0, phaseEnd);
  }

  /** The first of all versions of this name: its development release 0. */
  PythonVersion first() {
    String plain = local() ? text.substring(0, text.indexOf('+')) : text;
    return prerelease() ? this : of(plain + ".dev0");
  }

  /** Orders by everything but the local part of this one. */
  int comparePublic(PythonVersion other) {
    return publicEnd == key.length()
        ? key.compareTo(other.key)
        : key.substring(0, publicEnd).compareTo(other.key);
  }

  @Override
  public int compareTo(PythonVersion other) {
    return key.compareTo(other.key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PythonVersion version && version.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** The normalized form; a legacy version as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
