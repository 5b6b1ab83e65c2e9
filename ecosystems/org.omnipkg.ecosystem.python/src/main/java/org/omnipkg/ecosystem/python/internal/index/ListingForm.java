package org.omnipkg.ecosystem.python.internal.index;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.ecosystem.python.internal.tag.Fit;
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
  private static final String FIRST = "omnipkg listing 2";

  private ListingForm() {}

  /**
   * A release and its files.
   *
   * @param published in milliseconds since 1970, or {@link IndexFile#UNKNOWN}
   * @param reason why it was withdrawn, if it was
   */
  record Entry(
      String version,
      long published,
      Optional<String> reason,
      boolean prerelease,
      String runtimeRange,
      List<IndexFile> files) {}

  /**
   * The form of a listing.
   *
   * @param page digest of the page it was read from
   * @param entries in the order of versions
   */
  static byte[] write(String page, List<Entry> entries) {
    FormWriter out = new FormWriter();
    out.text(FIRST);
    out.text(page);
    String prefix = prefix(entries);
    out.text(prefix);
    out.number(entries.size());
    FormWriter files = new FormWriter();
    for (Entry entry : entries) {
      out.text(entry.version());
      out.number(entry.published());
      out.flag(entry.reason().isPresent());
      out.text(entry.reason().orElse(""));
      out.flag(entry.prerelease());
      out.text(entry.runtimeRange());
      out.number(files.size());
      files.number(entry.files().size());
      for (IndexFile file : entry.files()) {
        write(file, prefix.length(), files);
      }
    }
    out.add(files);
    return out.bytes();
  }

  /** What all addresses begin with. */
  private static String prefix(List<Entry> entries) {
    String prefix = null;
    for (Entry entry : entries) {
      for (IndexFile file : entry.files()) {
        String location = file.location();
        if (prefix == null) {
          prefix = location.substring(0, location.lastIndexOf('/') + 1);
        }
        int same = 0;
        while (same < prefix.length()
            && same < location.length()
            && prefix.charAt(same) == location.charAt(same)) {
          same++;
        }
        prefix = same < prefix.length() ? prefix.substring(0, same) : prefix;
      }
    }
    return prefix == null ? "" : prefix;
  }

  private static void write(IndexFile file, int prefix, FormWriter out) {
    String location = file.location();
    String filename = file.filename();
    int start = location.length() - filename.length();
    boolean named = start >= prefix && location.endsWith(filename);
    out.text(filename);
    out.flag(named);
    out.text(location.substring(prefix, named ? start : location.length()));
    out.number(file.size());
    out.map(file.hashes());
    out.map(file.facts());
  }

  /** The listing; empty when the bytes are of another page, or of another form. */
  static Optional<Listing> read(
      byte[] bytes, String page, PackageName name, String source, ArtifactChoice choice) {
    try {
      FormReader in = new FormReader(bytes, 0);
      if (!in.text().equals(FIRST) || !in.text().equals(page)) {
        return Optional.empty();
      }
      String prefix = in.text();
      int many = in.number();
      List<Head> heads = new ArrayList<>(many);
      for (int i = 0; i < many; i++) {
        heads.add(
            new Head(
                in.text(),
                in.longNumber(),
                in.flag(),
                in.text(),
                in.flag(),
                in.text(),
                in.number()));
      }
      int size = in.number();
      int start = in.at();
      if (bytes.length - start != size) {
        return Optional.empty();
      }
      List<Release> releases = new ArrayList<>(many);
      for (Head head : heads) {
        releases.add(head.release(name, prefix, bytes, start, choice));
      }
      return Optional.of(new Listing(name, releases, Map.of(), Map.of(), source));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
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
    Release release(
        PackageName name, String prefix, byte[] bytes, int start, ArtifactChoice choice) {
      List<Artifact> artifacts =
          new LateList<>(() -> artifacts(prefix, new FormReader(bytes, start + files)));
      return new Release(
          new Pin(name, version),
          published == IndexFile.UNKNOWN
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(published)),
          withdrawn ? Optional.of(reason) : Optional.empty(),
          prerelease,
          new Fit(artifacts, runtimeRange, choice),
          runtimeRange,
          artifacts);
    }
  }

  private static List<Artifact> artifacts(String prefix, FormReader in) {
    int many = in.number();
    List<Artifact> artifacts = new ArrayList<>(many);
    for (int i = 0; i < many; i++) {
      String filename = in.text();
      boolean named = in.flag();
      String rest = in.text();
      long size = in.longNumber();
      artifacts.add(
          new Artifact(
              filename,
              filename.endsWith(".whl") ? ArtifactChoice.WHEEL : ArtifactChoice.SDIST,
              URI.create(prefix + rest + (named ? filename : "")),
              in.map(),
              size < 0 ? OptionalLong.empty() : OptionalLong.of(size),
              in.map()));
    }
    return artifacts;
  }
}
