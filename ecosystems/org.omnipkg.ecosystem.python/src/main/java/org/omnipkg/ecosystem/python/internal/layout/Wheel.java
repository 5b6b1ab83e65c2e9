package org.omnipkg.ecosystem.python.internal.layout;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Layout;

/** An unpacked wheel that is what it says it is (PEP 427). */
public final class Wheel {
  private static final String SUFFIX = ".dist-info";

  final String filename;
  final Identity name;

  /** Name of the metadata folder, e.g. {@code rich-13.7.1.dist-info}. */
  final String distInfo;

  final Map<String, Entry> entries;
  private final Layout.Contents contents;

  private Wheel(
      String filename,
      Identity name,
      String distInfo,
      Map<String, Entry> entries,
      Layout.Contents contents) {
    this.filename = filename;
    this.name = name;
    this.distInfo = distInfo;
    this.entries = entries;
    this.contents = contents;
  }

  static Wheel open(Node node, Artifact artifact, List<Entry> files, Layout.Contents contents) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    files.forEach(file -> entries.put(file.path(), file));
    String filename = artifact.filename();
    Identity name = Identity.ofFile(filename);
    String distInfo = distInfo(filename, entries);
    Wheel wheel = new Wheel(filename, name, distInfo, entries, contents);
    wheel.checkIdentity(new Identity(node.pin().name().name(), node.pin().version()));
    wheel.checkFormat();
    return wheel;
  }

  static Refusal refused(String code, String message, String... details) {
    return new Refusal(Diagnostic.outside(code, message, "").with(List.of(details)));
  }

  Refusal refuse(String code, String message, String... details) {
    return refused(code, "`" + filename + "` " + message, details);
  }

  Optional<Entry> metadata(String file) {
    return Optional.ofNullable(entries.get(distInfo + "/" + file));
  }

  byte[] read(Entry entry) {
    return contents.read(entry);
  }

  byte[] read(Entry entry, long offset, int length) {
    return contents.read(entry, offset, length);
  }

  String text(Entry entry) {
    return new String(contents.read(entry), StandardCharsets.UTF_8);
  }

  private static String distInfo(String filename, Map<String, Entry> entries) {
    TreeSet<String> found = new TreeSet<>();
    for (String path : entries.keySet()) {
      int slash = path.indexOf('/');
      if (slash > 0 && path.startsWith(SUFFIX, slash - SUFFIX.length())) {
        found.add(path.substring(0, slash));
      }
    }
    if (found.size() != 1) {
      throw refused(
          "wheel.identity",
          "`"
              + filename
              + "` has "
              + (found.isEmpty() ? "no .dist-info folder" : found.size() + " .dist-info folders"),
          found.toArray(String[]::new));
    }
    return found.first();
  }

  private void checkIdentity(Identity wanted) {
    if (!name.means(wanted)) {
      throw refuse("wheel.identity", "was wanted as `" + wanted + "`");
    }
    String stem = distInfo.substring(0, distInfo.length() - SUFFIX.length());
    if (!Identity.ofFolder(stem).means(name)) {
      throw refuse("wheel.identity", "carries the metadata folder `" + distInfo + "`");
    }
    Entry metadata =
        metadata("METADATA").orElseThrow(() -> refuse("wheel.identity", "has no METADATA"));
    Map<String, String> headers = headers(text(metadata));
    Identity stated =
        new Identity(headers.getOrDefault("name", ""), headers.getOrDefault("version", ""));
    if (!stated.means(name)) {
      throw refuse("wheel.identity", "says of itself that it is `" + stated + "`");
    }
  }

  private void checkFormat() {
    Entry wheel = metadata("WHEEL").orElseThrow(() -> refuse("wheel.format", "has no WHEEL file"));
    String version = headers(text(wheel)).getOrDefault("wheel-version", "");
    if (!version.matches("1\\.\\d+")) {
      throw refuse(
          "wheel.format", "has the format version `" + version + "`; this house reads 1.x");
    }
  }

  /** The first value of each header, names in lower case; stops at the body. */
  public static Map<String, String> headers(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : text.split("\\r?\\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
        headers.putIfAbsent(
            line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return headers;
  }
}
