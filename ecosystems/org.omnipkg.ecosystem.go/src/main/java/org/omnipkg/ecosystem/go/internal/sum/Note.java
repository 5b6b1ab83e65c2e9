package org.omnipkg.ecosystem.go.internal.sum;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.omnipkg.ecosystem.support.Digests;

/** A signed note: text, an empty line, signatures. */
final class Note {
  private static final byte ED25519 = 1;
  private static final int HASH = 4;
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private Note() {}

  /**
   * The text of a note that this key has signed.
   *
   * @param key {@code name+hash+base64}
   * @return empty when the note is malformed or not signed by it
   */
  static Optional<String> open(String note, String key) {
    String[] parts = key.split("\\+", 3);
    int split = note.lastIndexOf("\n\n");
    if (parts.length != 3 || split < 0) {
      return Optional.empty();
    }
    String text = note.substring(0, split + 1);
    try {
      byte[] keyBytes = Base64.getDecoder().decode(parts[2]);
      byte[] hash = HexFormat.of().parseHex(parts[1]);
      if (keyBytes.length == 0
          || keyBytes[0] != ED25519
          || !Arrays.equals(hash, hash(parts[0], keyBytes))) {
        return Optional.empty();
      }
      PublicKey verifier = verifier(Arrays.copyOfRange(keyBytes, 1, keyBytes.length));
      for (String line : note.substring(split + 2).split("\n", -1)) {
        if (signed(line, parts[0], hash, verifier, text)) {
          return Optional.of(text);
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean signed(
      String line, String name, byte[] hash, PublicKey verifier, String text)
      throws GeneralSecurityException {
    String[] words = line.split(" ", -1);
    if (words.length != 3 || !words[0].equals("\u2014") || !words[1].equals(name)) {
      return false;
    }
    byte[] signature = Base64.getDecoder().decode(words[2]);
    if (signature.length <= HASH || !Arrays.equals(Arrays.copyOf(signature, HASH), hash)) {
      return false;
    }
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(verifier);
    check.update(text.getBytes(StandardCharsets.UTF_8));
    return check.verify(Arrays.copyOfRange(signature, HASH, signature.length));
  }

  private static PublicKey verifier(byte[] raw) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509, X509.length + raw.length);
    System.arraycopy(raw, 0, encoded, X509.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] hash(String name, byte[] key) {
    MessageDigest sha256 = Digests.sha256();
    sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(key), HASH);
  }
}
