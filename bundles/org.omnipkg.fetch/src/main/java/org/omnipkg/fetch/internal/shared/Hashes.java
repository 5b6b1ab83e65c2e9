package org.omnipkg.fetch.internal.shared;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The digests of a file, counted while it passes by and held against what was promised. */
public final class Hashes {
  private static final Map<String, String> JDK_NAMES =
      Map.of(
          "sha512", "SHA-512",
          "sha384", "SHA-384",
          "sha256", "SHA-256",
          "sha224", "SHA-224",
          "sha1", "SHA-1",
          "md5", "MD5",
          "blake2b256", "BLAKE2B-256",
          "blake2b", "BLAKE2B-512");
  private static final Set<String> STRONG = Set.of("sha512", "sha384", "sha256");

  private final Map<String, String> promised = new TreeMap<>();
  private final Map<String, MessageDigest> running = new TreeMap<>();
  private final boolean strong;
  private final boolean promisedElsewhere;

  /**
   * @param stated by algorithm; those not known here are passed over
   * @param promisedElsewhere whether one of these is counted by somebody else
   */
  public Hashes(Map<String, String> stated, boolean promisedElsewhere) {
    stated.forEach(
        (algorithm, digest) -> {
          String plain = plain(algorithm);
          digest(plain)
              .ifPresent(
                  known -> {
                    promised.put(plain, digest.toLowerCase(Locale.ROOT).strip());
                    running.put(plain, known);
                  });
        });
    strong = promised.keySet().stream().anyMatch(STRONG::contains);
    this.promisedElsewhere = promisedElsewhere;
  }

  /**
   * Whether a file may come over a network for these: what a registry once stated, even by SHA-1,
   * nobody else can make another file for; MD5 is past that.
   */
  public boolean isVouched() {
    return strong || promised.containsKey("sha1") || promisedElsewhere;
  }

  public void reset() {
    running.values().forEach(MessageDigest::reset);
  }

  public void add(byte[] bytes, int length) {
    running.values().forEach(digest -> digest.update(bytes, 0, length));
  }

  /** Refuses with {@code fetch.wrong-hash} unless every promise was kept; then starts anew. */
  public void verify(String what) {
    Map<String, String> found = new TreeMap<>();
    running.forEach((name, digest) -> found.put(name, HexFormat.of().formatHex(digest.digest())));
    promised.forEach(
        (name, expected) -> {
          String actual = found.getOrDefault(name, "");
          if (!actual.equals(expected)) {
            throw Trouble.wrongHash(what, name, expected, actual);
          }
        });
  }

  private static String plain(String algorithm) {
    return algorithm.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  private static Optional<MessageDigest> digest(String plain) {
    String name = JDK_NAMES.get(plain);
    if (name == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(MessageDigest.getInstance(name));
    } catch (NoSuchAlgorithmException e) {
      return Optional.empty();
    }
  }
}
