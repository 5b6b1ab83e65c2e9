package org.omnipkg.ecosystem.python.internal.layout;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Target;

/** A wheel made in memory; correct until a test spoils it. */
final class PlainWheel {
  static final Target TARGET =
      new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of());

  final Map<String, byte[]> files = new LinkedHashMap<>();
  final Map<String, String> extraRows = new LinkedHashMap<>();
  final String folder;
  private final String name;
  private final String version;
  String filename;

  PlainWheel(String name, String version) {
    this.name = name;
    this.version = version;
    this.folder = name + "-" + version + ".dist-info/";
    this.filename = name + "-" + version + "-py3-none-any.whl";
    file(
        folder + "METADATA",
        "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n\nName: no\n");
    file(folder + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
  }

  PlainWheel file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  PlainWheel file(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  PlainWheel row(String path, String rest) {
    extraRows.put(path, rest);
    return this;
  }

  String record() {
    StringBuilder record = new StringBuilder();
    files.forEach(
        (path, bytes) -> {
          String rest =
              extraRows.getOrDefault(
                  path, "sha256=" + base64("SHA-256", bytes) + "," + bytes.length);
          if (!rest.equals("-")) {
            record.append(path).append(',').append(rest).append('\n');
          }
        });
    extraRows.forEach(
        (path, rest) -> {
          if (!files.containsKey(path)) {
            record.append(path).append(',').append(rest).append('\n');
          }
        });
    return record.append(folder).append("RECORD,,\n").toString();
  }

  Bubble place() {
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    if (!all.containsKey(folder + "RECORD")) {
      all.put(folder + "RECORD", record().getBytes(StandardCharsets.UTF_8));
    }
    return place(all);
  }

  Bubble placeWithoutRecord() {
    return place(files);
  }

  Node node() {
    return new Node(
        name,
        new Pin(new PackageName("python", name), version),
        Optional.of(artifact()),
        Set.of(),
        "default");
  }

  private Artifact artifact() {
    return new Artifact(
        filename,
        "wheel",
        URI.create("file:///" + filename),
        Map.of("sha256", "0123456789abcdef".repeat(4)),
        OptionalLong.empty(),
        Map.of());
  }

  private Bubble place(Map<String, byte[]> all) {
    List<Entry> entries = new ArrayList<>();
    all.forEach(
        (path, bytes) -> entries.add(new Entry(path, new Digest(hex(bytes), bytes.length), false)));
    return new PythonLayout((release, target) -> Optional.empty())
        .place(node(), artifact(), entries, entry -> all.get(entry.path()), TARGET);
  }

  static String base64(String algorithm, byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(algorithm, bytes));
  }

  static Map<String, Placement> byPath(Bubble bubble) {
    Map<String, Placement> byPath = new LinkedHashMap<>();
    bubble.placements().forEach(p -> byPath.put(p.path(), p));
    return byPath;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256", bytes));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
