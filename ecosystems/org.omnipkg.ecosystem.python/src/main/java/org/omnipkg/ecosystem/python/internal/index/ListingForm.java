package org.omnipkg.ecosystem.python.internal.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.LateList;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;

/**
 * A listing as bytes that are read again in a fraction of the time its page takes: the files of a
 * release only when they are looked at.
 */
final class ListingForm {
  private static final String FIRST = "omnipkg listing 1";
  private static final int SHA256 = 32;

  private ListingForm() {}

  /**
   * @param page digest of the page it was read from
   */
  static byte[] write(String page, Listing listing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(FIRST);
    out.writeUTF(page);
    String prefix = prefix(listing);
    out.writeUTF(prefix);
    out.writeInt(listing.releases().size());
    ByteArrayOutputStream files = new ByteArrayOutputStream();
    DataOutputStream into = new DataOutputStream(files);
    for (Release release : listing.releases()) {
      out.writeUTF(release.pin().version());
      out.writeLong(release.published().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
      out.writeBoolean(release.withdrawn().isPresent());
      out.writeUTF(release.withdrawn().orElse(""));
      out.writeBoolean(release.prerelease());
      out.writeUTF(release.runtimeRange());
      out.writeInt(files.size());
      into.writeInt(release.artifacts().size());
      for (Artifact artifact : release.artifacts()) {
        write(artifact, prefix, into);
      }
      into.flush();
    }
    out.writeInt(files.size());
    files.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static String prefix(Listing listing) {
    String prefix = null;
    for (Release release : listing.releases()) {
      for (Artifact artifact : release.artifacts()) {
        String location = artifact.location().toString();
        if (prefix == null) {
          prefix = location.substring(0, location.lastIndexOf('/') + 1);
        }
        while (!location.startsWith(prefix)) {
          prefix = prefix.substring(0, prefix.length() - 1);
        }
      }
    }
    return prefix == null ? "" : prefix;
  }

  private static void write(Artifact artifact, String prefix, DataOutputStream out)
      throws IOException {
    String rest = artifact.location().toString().substring(prefix.length());
    boolean named = rest.endsWith("/" + artifact.filename());
    out.writeUTF(artifact.filename());
    out.writeUTF(artifact.format());
    out.writeBoolean(named);
    int end = rest.length() - artifact.filename().length();
    out.writeUTF(named ? rest.substring(0, end) : rest);
    out.writeLong(artifact.size().orElse(-1));
    write(artifact.hashes(), out);
    write(artifact.facts(), out);
  }

  private static void write(Map<String, String> map, DataOutputStream out) throws IOException {
    out.writeByte(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      String value = entry.getValue();
      boolean digest = value.matches("[0-9a-f]{64}");
      out.writeUTF(entry.getKey());
      out.writeBoolean(digest);
      if (digest) {
        out.write(HexFormat.of().parseHex(value));
      } else {
        out.writeUTF(value);
      }
    }
  }

  /** The listing; empty when the bytes are of another page, or of another form. */
  static Optional<Listing> read(
      byte[] bytes, String page, PackageName name, String source, ArtifactChoice choice) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (!in.readUTF().equals(FIRST) || !in.readUTF().equals(page)) {
        return Optional.empty();
      }
      String prefix = in.readUTF();
      int many = in.readInt();
      List<Head> heads = new ArrayList<>(many);
      for (int i = 0; i < many; i++) {
        heads.add(
            new Head(
                in.readUTF(),
                in.readLong(),
                in.readBoolean(),
                in.readUTF(),
                in.readBoolean(),
                in.readUTF(),
                in.readInt()));
      }
      int size = in.readInt();
      byte[] files = in.readNBytes(size);
      if (files.length != size) {
        return Optional.empty();
      }
      List<Release> releases = new ArrayList<>(many);
      for (Head head : heads) {
        releases.add(head.release(name, prefix, files, choice));
      }
      return Optional.of(new Listing(name, releases, Map.of(), Map.of(), source));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Head(
      String version,
      long published,
      boolean withdrawn,
      String reason,
      boolean prerelease,
      String runtimeRange,
      int files) {
    Release release(PackageName name, String prefix, byte[] all, ArtifactChoice choice) {
      List<Artifact> artifacts = new LateList<>(() -> artifacts(prefix, all, files));
      return new Release(
          new Pin(name, version),
          published == Long.MIN_VALUE
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(published)),
          withdrawn ? Optional.of(reason) : Optional.empty(),
          prerelease,
          new Fit(artifacts, runtimeRange, choice),
          runtimeRange,
          artifacts);
    }
  }

  private static List<Artifact> artifacts(String prefix, byte[] all, int from) {
    try {
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(all, from, all.length - from));
      int many = in.readInt();
      List<Artifact> artifacts = new ArrayList<>(many);
      for (int i = 0; i < many; i++) {
        String filename = in.readUTF();
        String format = in.readUTF();
        boolean named = in.readBoolean();
        String rest = in.readUTF();
        long size = in.readLong();
        artifacts.add(
            new Artifact(
                filename,
                format,
                URI.create(prefix + rest + (named ? filename : "")),
                map(in),
                size < 0 ? OptionalLong.empty() : OptionalLong.of(size),
                map(in)));
      }
      return artifacts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> map(DataInputStream in) throws IOException {
    int many = in.readUnsignedByte();
    Map<String, String> map = new HashMap<>(4);
    for (int i = 0; i < many; i++) {
      String key = in.readUTF();
      map.put(
          key, in.readBoolean() ? HexFormat.of().formatHex(in.readNBytes(SHA256)) : in.readUTF());
    }
    return map;
  }
}
