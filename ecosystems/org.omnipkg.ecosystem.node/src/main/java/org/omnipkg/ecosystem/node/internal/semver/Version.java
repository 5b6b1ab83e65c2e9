package org.omnipkg.ecosystem.node.internal.semver;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of SemVer 2.0 as npm reads it: a leading {@code v} or {@code =} and blanks mean
 * nothing, a hyphen before a pre-release may be missing when it is read loosely, build metadata
 * orders nothing.
 *
 * @param prerelease its identifiers; those of digits alone are numbers
 */
public record Version(long major, long minor, long patch, List<String> prerelease)
    implements Comparable<Version> {
  private static final int LONGEST = 256;
  private static final int OLDEST_LINE = 18;
  static final long LARGEST = (1L << 53) - 1;

  public Version {
    prerelease = List.copyOf(prerelease);
  }

  /** Of Nodes: a release of a line that is cared for, or was, for years; the even ones are. */
  public boolean longLived() {
    return prerelease.isEmpty() && major >= OLDEST_LINE && major % 2 == 0;
  }

  /** Read loosely, as npm reads what registries say. */
  public static Optional<Version> of(String text) {
    return of(text, true);
  }

  /** Empty for what is no version. */
  public static Optional<Version> of(String text, boolean loose) {
    Version plain = plain(text);
    if (plain != null) {
      return Optional.of(plain);
    }
    String words = text.strip();
    if (words.length() > LONGEST) {
      return Optional.empty();
    }
    Partial read = new Partial.Reader(words, loose).whole();
    return read == null || !read.full() || !loose && !strictFront(words)
        ? Optional.empty()
        : read.version();
  }

  /** Three short numbers and two dots, as nearly all have it; null for anything else. */
  private static @Nullable Version plain(String text) {
    long[] numbers = new long[3];
    int at = 0;
    for (int part = 0; part < 3; part++) {
      int start = at;
      while (at < text.length() && at - start < 9 && Partial.digit(text, at)) {
        numbers[part] = numbers[part] * 10 + text.charAt(at++) - '0';
      }
      boolean number = at > start && (text.charAt(start) != '0' || at == start + 1);
      boolean ended =
          part == 2 ? at == text.length() : at < text.length() && text.charAt(at) == '.';
      if (!number || !ended) {
        return null;
      }
      at++;
    }
    return new Version(numbers[0], numbers[1], numbers[2], List.of());
  }

  private static boolean strictFront(String words) {
    return words.startsWith("v") ? Partial.digit(words, 1) : Partial.digit(words, 0);
  }

  boolean sameCore(Version other) {
    return major == other.major && minor == other.minor && patch == other.patch;
  }

  @Override
  public int compareTo(Version other) {
    int order = Long.compare(major, other.major);
    order = order != 0 ? order : Long.compare(minor, other.minor);
    order = order != 0 ? order : Long.compare(patch, other.patch);
    if (order != 0 || prerelease.equals(other.prerelease)) {
      return order;
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return prerelease.isEmpty() ? 1 : -1;
    }
    for (int i = 0; i < prerelease.size() && i < other.prerelease.size(); i++) {
      order = identifiers(prerelease.get(i), other.prerelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(prerelease.size(), other.prerelease.size());
  }

  private static int identifiers(String one, String other) {
    boolean number = number(one);
    if (number != number(other)) {
      return number ? -1 : 1;
    }
    return number
        ? Double.compare(Double.parseDouble(one), Double.parseDouble(other))
        : Integer.signum(one.compareTo(other));
  }

  private static boolean number(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    String core = major + "." + minor + "." + patch;
    return prerelease.isEmpty() ? core : core + "-" + String.join(".", prerelease);
  }
}
