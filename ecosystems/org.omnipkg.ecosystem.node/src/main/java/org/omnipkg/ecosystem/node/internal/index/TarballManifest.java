package org.omnipkg.ecosystem.node.internal.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;

/** What the tarball of a package says of itself; nothing else in it is looked at. */
public final class TarballManifest {
  private static final int BLOCK = 512;
  private static final int LARGEST = 1 << 24;
  private static final long MOST = 1L << 31;

  private TarballManifest() {}

  /** A release made of a tarball alone. */
  public record Read(Release release, Manifest manifest) {}

  /**
   * Reads one.
   *
   * @param artifact the file, its digests set
   * @return empty when there is no manifest in it that names a package and a version
   */
  public static Optional<Read> read(Path file, Artifact artifact) {
    try {
      byte[] json = find(file);
      if (json.length == 0) {
        return Optional.empty();
      }
      try (JsonParser in = new JsonFactory().createParser(json)) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
          return Optional.empty();
        }
        VersionEntry entry = VersionEntry.read(in, "");
        return Names.valid(entry.name) && Version.of(entry.version).isPresent()
            ? Optional.of(read(entry, artifact))
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Read read(VersionEntry entry, Artifact artifact) {
    Pin pin = new Pin(Names.of(entry.name), entry.version);
    VersionReleases made = new VersionReleases(pin.name(), new Registries.Address("none:/"));
    Condition fit = Fit.of(entry.os, entry.cpu, entry.libc);
    Release release =
        new Release(
            pin,
            Optional.empty(),
            Optional.empty(),
            false,
            fit,
            entry.engines.getOrDefault("node", ""),
            java.util.List.of(artifact));
    return new Read(release, made.manifest(entry, pin));
  }

  /** The bytes of {@code <folder>/package.json}; none when it is not there. */
  private static byte[] find(Path file) throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".tar") ? bytes : new GZIPInputStream(bytes)) {
      byte[] header = new byte[BLOCK];
      long read = 0;
      while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0 && read < MOST) {
        long size = size(header);
        String name = text(header, 0, 100);
        boolean plain = header[156] == '0' || header[156] == 0;
        if (plain
            && size < LARGEST
            && name.replaceFirst("^(\\./)?[^/]+/", "").equals("package.json")) {
          return in.readNBytes((int) size);
        }
        long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        in.skipNBytes(padded);
        read += padded + BLOCK;
      }
      return new byte[0];
    }
  }

  private static long size(byte[] header) throws IOException {
    try {
      long size = Long.parseLong(text(header, 124, 12).strip(), 8);
      if (size < 0 || size > MOST) {
        throw new IOException("a member of impossible size");
      }
      return size;
    } catch (NumberFormatException e) {
      throw new IOException("no tar", e);
    }
  }

  private static String text(byte[] from, int at, int length) {
    int end = at;
    while (end < at + length && from[end] != 0) {
      end++;
    }
    return new String(from, at, end - at, StandardCharsets.UTF_8);
  }
}
