package org.omnipkg.model;

import java.util.Locale;

/**
 * A SHA-256 content digest with the content's length, the form of the Remote Execution API v2.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size length in bytes
 */
public record Digest(String sha256, long size) {
  public Digest {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a sha256: " + sha256);
    }
  }

  @Override
  public String toString() {
    return sha256 + "/" + size;
  }
}
