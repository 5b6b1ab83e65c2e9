package org.omnipkg.ecosystem.node.internal.layout;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.tck.Parcel;

/** Small packages for tests. */
final class Packages {
  private Packages() {}

  static Target target() {
    return new Target(
        new Platform("linux", "x86_64", "glibc", "2.36"),
        List.of(
            new Runtime(
                "node",
                "node",
                "20.1.0",
                Path.of("/opt/node/bin/node"),
                Path.of("/opt/node"),
                "path",
                Map.of("npm", "10.2.0", "hooks", "threads", "modules", "115"))));
  }

  static Artifact file(String name, String version, String format, Map<String, String> hashes) {
    return new Artifact(
        Names.base(name) + "-" + version + ".tgz",
        format,
        URI.create("https://registry.example/" + name + "/-/" + version + ".tgz"),
        hashes,
        OptionalLong.empty(),
        Map.of());
  }

  /** A package whose manifest has these further members. */
  static Parcel of(String name, String version, String members, String... files) {
    return says(name, version, name, version, members, files);
  }

  /** A package that says something else of itself. */
  static Parcel says(
      String name,
      String version,
      String said,
      String saidVersion,
      String members,
      String... files) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        "package.json",
        ("{'name': '" + said + "', 'version': '" + saidVersion + "'" + members + "}")
            .replace('\'', '"'));
    for (String file : files) {
      texts.put(file, "// " + file + " of " + name);
    }
    String digest =
        Parcel.sha256((name + version + members).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return Parcel.of(
        new Pin(Names.of(name), version),
        file(name, version, "npm", Map.of("sha512", digest + digest)),
        texts);
  }

  /** A package whose files say something. */
  static Parcel with(String name, String version, String members, Map<String, String> files) {
    Map<String, String> texts = new LinkedHashMap<>(files);
    texts.put(
        "package.json",
        ("{'name': '" + name + "', 'version': '" + version + "'" + members + "}")
            .replace('\'', '"'));
    String digest =
        Parcel.sha256((name + version + members).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return Parcel.of(
        new Pin(Names.of(name), version),
        file(name, version, "npm", Map.of("sha512", digest + digest)),
        texts);
  }
}
