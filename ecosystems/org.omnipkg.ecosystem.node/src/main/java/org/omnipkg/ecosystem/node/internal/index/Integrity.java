package org.omnipkg.ecosystem.node.internal.index;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Subresource integrity (a W3C recommendation) as plain hexadecimal digests. */
public final class Integrity {
  private static final Set<String> KNOWN = Set.of("sha1", "sha256", "sha384", "sha512");

  private Integrity() {}

  /**
   * Algorithm to digest.
   *
   * @param sri {@code sha512-…}, several parted by blanks
   * @param sha1 hexadecimal, or empty
   */
  public static Map<String, String> hashes(String sri, String sha1) {
    Map<String, String> hashes = new HashMap<>(4);
    if (sha1.matches("(?i)[0-9a-f]{40}")) {
      hashes.put("sha1", sha1.toLowerCase(Locale.ROOT));
    }
    for (String word : sri.strip().split("\\s+")) {
      int dash = word.indexOf('-');
      String algorithm = dash < 0 ? "" : word.substring(0, dash).toLowerCase(Locale.ROOT);
      if (KNOWN.contains(algorithm)) {
        try {
          byte[] digest =
              Base64.getDecoder().decode(word.substring(dash + 1).replaceAll("\\?.*", ""));
          hashes.put(algorithm, HexFormat.of().formatHex(digest));
        } catch (IllegalArgumentException e) {
          // a digest nobody can read states nothing
        }
      }
    }
    return hashes;
  }
}
