package org.omnipkg.ecosystem.go.internal.sum;

import java.util.Base64;
import java.util.Optional;

/** The state of a checksum database: how many records, and the hash of the tree of them. */
record TreeHead(long size, Hash root) {
  private static final String SIGN = "go.sum database tree";

  static Optional<TreeHead> of(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 3 || !lines[0].equals(SIGN) || !lines[1].matches("[1-9][0-9]{0,17}")) {
      return Optional.empty();
    }
    try {
      byte[] hash = Base64.getDecoder().decode(lines[2]);
      return hash.length == Hash.LENGTH
          ? Optional.of(new TreeHead(Long.parseLong(lines[1]), new Hash(hash)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
