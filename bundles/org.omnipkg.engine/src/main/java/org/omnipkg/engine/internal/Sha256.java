package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.omnipkg.model.Artifact;

/** The digest by which the house knows a file. */
final class Sha256 {
  private static final int BUFFER = 1 << 17;

  private Sha256() {}

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The artifact with this digest among those it states. */
  static Artifact in(Artifact artifact, String sha256) {
    Map<String, String> hashes = new LinkedHashMap<>(artifact.hashes());
    hashes.put("sha256", sha256);
    return new Artifact(
        artifact.filename(),
        artifact.format(),
        artifact.location(),
        hashes,
        artifact.size(),
        artifact.facts());
  }
}
