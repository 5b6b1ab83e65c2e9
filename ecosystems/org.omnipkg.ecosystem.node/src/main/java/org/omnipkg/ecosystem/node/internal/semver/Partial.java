package org.omnipkg.ecosystem.node.internal.semver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of which the right-hand parts may be missing or {@code x}; -1 stands for such a part.
 */
record Partial(long major, long minor, long patch, List<String> prerelease) {
  private static final long ANY = -1;

  boolean full() {
    return major >= 0 && minor >= 0 && patch >= 0;
  }

  /** Empty when a number is too large to be one in npm. */
  Optional<Version> version() {
    return major > Version.LARGEST || minor > Version.LARGEST || patch > Version.LARGEST
        ? Optional.empty()
        : Optional.of(new Version(major, minor, patch, prerelease));
  }

  static boolean digit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Reads one. */
  static final class Reader {
    private final String text;
    private final boolean loose;
    private int at;

    Reader(String text, boolean loose) {
      this.text = text;
      this.loose = loose;
    }

    /** The whole text as one partial version; null when it is something else. */
    @Nullable Partial whole() {
      while (at < text.length() && "v= ".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      long[] parts = {ANY, ANY, ANY};
      for (int i = 0; i < parts.length; i++) {
        if (i > 0) {
          if (at == text.length() || text.charAt(at) != '.') {
            return at == text.length() ? partial(parts, List.of()) : tail(parts, i);
          }
          at++;
        }
        Long part = part();
        if (part == null) {
          return null;
        }
        parts[i] = part;
      }
      return tail(parts, parts.length);
    }

    private static Partial partial(long[] parts, List<String> prerelease) {
      return new Partial(parts[0], parts[1], parts[2], prerelease);
    }

    /** Only behind three parts may something follow. */
    private @Nullable Partial tail(long[] parts, int read) {
      if (read < parts.length) {
        return null;
      }
      List<String> prerelease = List.of();
      if (at < text.length() && text.charAt(at) != '+') {
        boolean more = at + 1 < text.length() && text.charAt(at + 1) != '+';
        if (text.charAt(at) == '-' && (more || !loose)) {
          at++;
        } else if (!loose) {
          return null;
        }
        prerelease = identifiers(true);
      }
      if (prerelease != null && at < text.length() && text.charAt(at) == '+') {
        at++;
        if (identifiers(false) == null) {
          return null;
        }
      }
      return prerelease == null || at < text.length() ? null : partial(parts, prerelease);
    }

    private @Nullable Long part() {
      if (at < text.length() && "xX*".indexOf(text.charAt(at)) >= 0) {
        at++;
        return ANY;
      }
      int from = at;
      while (digit(text, at)) {
        at++;
      }
      String digits = text.substring(from, at);
      boolean padded = digits.length() > 1 && digits.charAt(0) == '0';
      if (digits.isEmpty() || padded && !loose) {
        return null;
      }
      return digits.length() > 18 ? Long.MAX_VALUE / 2 : Long.parseLong(digits);
    }

    private @Nullable List<String> identifiers(boolean prerelease) {
      List<String> read = new ArrayList<>();
      do {
        if (!read.isEmpty()) {
          at++;
        }
        int from = at;
        while (at < text.length() && identifier(text.charAt(at))) {
          at++;
        }
        String identifier = text.substring(from, at);
        if (identifier.isEmpty() || prerelease && !loose && padded(identifier)) {
          return null;
        }
        read.add(prerelease ? bare(identifier) : identifier);
      } while (at < text.length() && text.charAt(at) == '.');
      return read;
    }

    private static boolean padded(String identifier) {
      return identifier.matches("0\\d+");
    }

    /** A number without its leading zeros. */
    private static String bare(String identifier) {
      return padded(identifier) ? identifier.replaceFirst("^0+(?=\\d)", "") : identifier;
    }

    private static boolean identifier(char c) {
      return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
    }
  }
}
