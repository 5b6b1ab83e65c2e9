package org.omnipkg.ecosystem.go.internal.sum;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.omnipkg.ecosystem.support.Digests;

/** A node of the tree (RFC 6962). */
record Hash(byte[] bytes) {
  static final int LENGTH = 32;

  static Hash leaf(byte[] record) {
    MessageDigest sha256 = Digests.sha256();
    sha256.update((byte) 0);
    return new Hash(sha256.digest(record));
  }

  static Hash node(Hash left, Hash right) {
    MessageDigest sha256 = Digests.sha256();
    sha256.update((byte) 1);
    sha256.update(left.bytes);
    return new Hash(sha256.digest(right.bytes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
