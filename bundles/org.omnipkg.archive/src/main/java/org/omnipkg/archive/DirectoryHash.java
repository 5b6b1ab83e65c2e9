package org.omnipkg.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Packing;

/**
 * The hash Go's checksum database states of a module zip: of the names and digests of its files,
 * not of the zip's bytes, which may differ from proxy to proxy.
 */
public final class DirectoryHash {
  /** What it is called among an artifact's hashes; the value is Base64. */
  public static final String ALGORITHM = "h1";

  private static final Packing ZIP = new Packing("zip", 0, Packing.Links.REFUSED, false, Map.of());
  private static final Comparator<byte[]> BYTEWISE = Arrays::compareUnsigned;

  private DirectoryHash() {}

  /** Of a zip file, read through the one door there is. */
  public static String of(Path zip, Unpacker unpacker, Progress progress) {
    return of(
        unpacker.stream(
            zip, Unpacker.Rules.of(ZIP), (path, executable, content) -> digest(content), progress));
  }

  /** Of files under the names they have in the zip. */
  public static String of(List<Entry> files) {
    MessageDigest all = sha256();
    files.stream()
        .sorted(
            Comparator.comparing(file -> file.path().getBytes(StandardCharsets.UTF_8), BYTEWISE))
        .map(file -> file.digest().sha256() + "  " + file.path() + "\n")
        .forEach(line -> all.update(line.getBytes(StandardCharsets.UTF_8)));
    return Base64.getEncoder().encodeToString(all.digest());
  }

  private static Digest digest(InputStream content) throws IOException {
    MessageDigest one = sha256();
    long size = content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), one));
    return new Digest(HexFormat.of().formatHex(one.digest()), size);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
