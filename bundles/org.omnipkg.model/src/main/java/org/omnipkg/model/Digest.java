package org.omnipkg.model;

import java.util.Locale;

/**
 * A SHA-256 content digest with the content's length, the form of the Remote Execution API v2.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size length in bytes
 */
public record Digest(String sha256, long size) {
  private static final int LENGTH = 64;

  public Digest {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    if (!isSha256(sha256)) {
      throw new IllegalArgumentException("not a sha256: " + sha256);
    }
  }

  /** By hand: a stored tree has thousands of them. */
  private static boolean isSha256(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return text.length() == LENGTH;
  }

  @Override
  public String toString() {
    return sha256 + "/" + size;
  }
}
