package org.omnipkg.ecosystem.go.internal.sum;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.tck.CannedDesk;

/** A checksum database of a few thousand records, with a key of its own. */
final class SmallSumdb {
  private static final String NAME = "sum.example";

  private final KeyPair keys;
  private final List<String> records = new ArrayList<>();

  SmallSumdb() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String key() {
    return NAME
        + "+"
        + HexFormat.of().formatHex(hash())
        + "+"
        + Base64.getEncoder().encodeToString(raw());
  }

  private byte[] raw() {
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] raw = new byte[33];
    raw[0] = 1;
    System.arraycopy(encoded, encoded.length - 32, raw, 1, 32);
    return raw;
  }

  private byte[] hash() {
    var sha256 = Digests.sha256();
    sha256.update((NAME + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(raw()), 4);
  }

  SmallSumdb record(String path, String version, String zip, String mod) {
    records.add(
        path
            + " "
            + version
            + " h1:"
            + zip
            + "\n"
            + path
            + " "
            + version
            + "/go.mod h1:"
            + mod
            + "\n");
    return this;
  }

  /** Records of modules nobody asks about. */
  SmallSumdb fill(int count) {
    for (int i = 0; i < count; i++) {
      record("fill.example/m" + records.size(), "v1.0.0", "zip", "mod");
    }
    return this;
  }

  /** Another record in the place of an old one. */
  void rewrite(int id) {
    records.set(id, "rewritten.example v1.0.0 h1:x\n");
  }

  private Hash at(int level, long index) {
    return level == 0
        ? Hash.leaf(records.get((int) index).getBytes(StandardCharsets.UTF_8))
        : Hash.node(at(level - 1, index * 2), at(level - 1, index * 2 + 1));
  }

  String head() {
    Hash root = Proofs.root(records.size(), this::at);
    String text =
        "go.sum database tree\n"
            + records.size()
            + "\n"
            + Base64.getEncoder().encodeToString(root.bytes())
            + "\n";
    return text + "\n" + signature(text);
  }

  private String signature(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signed = signature.sign();
      byte[] all = Arrays.copyOf(hash(), 4 + signed.length);
      System.arraycopy(signed, 0, all, 4, signed.length);
      return "\u2014 " + NAME + " " + Base64.getEncoder().encodeToString(all) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes all it answers down. */
  void serve(CannedDesk desk, String proxy) {
    String base = proxy + "/sumdb/" + NAME;
    desk.document(base + "/supported", "text/plain", "");
    desk.document(base + "/latest", "text/plain", head());
    for (int id = 0; id < records.size(); id++) {
      String[] words = records.get(id).split(" ");
      if (!words[0].startsWith("fill.")) {
        desk.document(
            base + "/lookup/" + words[0] + "@" + words[1],
            "text/plain",
            id + "\n" + records.get(id) + "\n" + head());
      }
    }
    for (int row = 0; records.size() >> (8 * row) > 0; row++) {
      int there = records.size() >> (8 * row);
      for (int tile = 0; tile * 256 < there; tile++) {
        int width = Math.min(256, there - tile * 256);
        byte[] bytes = new byte[width * Hash.LENGTH];
        for (int i = 0; i < width; i++) {
          System.arraycopy(
              at(8 * row, tile * 256L + i).bytes(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
        }
        String name = String.format("%s/tile/8/%d/%03d", base, row, tile);
        desk.document(
            width == 256 ? name : name + ".p/" + width, "application/octet-stream", bytes);
      }
    }
  }
}
