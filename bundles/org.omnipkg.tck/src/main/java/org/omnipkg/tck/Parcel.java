package org.omnipkg.tck;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Layout;

/**
 * An unpacked artifact in memory: what a layout is asked to place.
 *
 * @param pin the release it is to be
 * @param artifact the file it was unpacked from
 * @param files path to content, in the archive's order
 */
public record Parcel(Pin pin, Artifact artifact, Map<String, byte[]> files) {
  public Parcel {
    files = new LinkedHashMap<>(files);
  }

  /** A parcel of text files. */
  public static Parcel of(Pin pin, Artifact artifact, Map<String, String> texts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return new Parcel(pin, artifact, files);
  }

  /** The node of a resolution it stands for. */
  public Node node() {
    return new Node(pin.name().name(), pin, Optional.of(artifact), Set.of(), "default");
  }

  /** Its files as the store knows them; those below {@code bin/} with the execute bit. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    files.forEach(
        (path, bytes) ->
            entries.add(
                new Entry(path, new Digest(sha256(bytes), bytes.length), path.startsWith("bin/"))));
    return entries;
  }

  /** Reads its files. */
  public Layout.Contents contents() {
    return entry -> {
      byte[] bytes = files.get(entry.path());
      if (bytes == null) {
        throw new IllegalArgumentException("no such entry: " + entry.path());
      }
      return bytes.clone();
    };
  }

  /** The bytes with this digest; none when it is of no file of this parcel. */
  byte[] bytes(Digest digest) {
    return files.values().stream()
        .filter(bytes -> sha256(bytes).equals(digest.sha256()))
        .findFirst()
        .orElse(new byte[0]);
  }

  /** The same but for the bytes of its archive, and so for the digest an index states. */
  Parcel ofOtherBytes() {
    Map<String, String> hashes = new LinkedHashMap<>(artifact.hashes());
    hashes.replaceAll((name, hex) -> hex.replaceAll(".", "5"));
    Artifact other =
        new Artifact(
            artifact.filename(),
            artifact.format(),
            artifact.location(),
            hashes,
            artifact.size(),
            artifact.facts());
    return new Parcel(pin, other, files);
  }

  /** SHA-256 of some bytes, in lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parcel parcel
        && pin.equals(parcel.pin)
        && artifact.equals(parcel.artifact)
        && files.keySet().equals(parcel.files.keySet())
        && files.keySet().stream()
            .allMatch(path -> Arrays.equals(files.get(path), parcel.files.get(path)));
  }

  @Override
  public int hashCode() {
    return pin.hashCode();
  }
}
