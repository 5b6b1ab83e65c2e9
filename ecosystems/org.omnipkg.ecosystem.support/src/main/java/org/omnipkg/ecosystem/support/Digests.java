package org.omnipkg.ecosystem.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests every JDK has. */
public final class Digests {
  private Digests() {}

  /** Of nothing so far: what the house knows everything by. */
  public static MessageDigest sha256() {
    return named("SHA-256");
  }

  /** Of nothing so far, by its name in the JDK. */
  public static MessageDigest named(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of bytes, in hexadecimal digits. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Of a file's bytes, in hexadecimal digits. */
  public static String hex(Path file) throws IOException {
    return hex(file, sha256());
  }

  /** Of a file's bytes by another digest, in hexadecimal digits. */
  public static String hex(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
