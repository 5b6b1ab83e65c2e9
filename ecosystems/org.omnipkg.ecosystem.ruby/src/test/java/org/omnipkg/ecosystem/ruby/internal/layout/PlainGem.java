package org.omnipkg.ecosystem.ruby.internal.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.tck.Parcel;

/** A gem as the house unpacks it, to be spoilt at will. */
final class PlainGem {
  final Map<String, String> files = new LinkedHashMap<>();
  final List<String> executables = new ArrayList<>();
  final List<String> extensions = new ArrayList<>();
  String name;
  String version;
  String platform = "ruby";
  String bindir = "exe";
  String requirePath = "lib";
  String checksum = "";

  /** What its file and its pin are called, whatever it says inside. */
  String pinned;

  String pinnedVersion;

  PlainGem(String name, String version) {
    this.name = name;
    this.version = version;
    this.pinned = name;
    this.pinnedVersion = version;
  }

  PlainGem file(String path, String text) {
    files.put(path, text);
    return this;
  }

  PlainGem command(String command) {
    executables.add(command);
    return file(bindir + "/" + command, "#!/usr/bin/env ruby\nputs '" + command + "'\n");
  }

  private String yaml() {
    StringBuilder text = new StringBuilder("--- !ruby/object:Gem::Specification\n");
    text.append("name: ").append(name).append('\n');
    text.append("version: !ruby/object:Gem::Version\n  version: ").append(version).append('\n');
    text.append("platform: ").append(platform).append('\n');
    text.append("bindir: '").append(bindir).append("'\n");
    text.append("executables: ").append(list(executables)).append('\n');
    text.append("extensions: ").append(list(extensions)).append('\n');
    text.append("require_paths: ['").append(requirePath).append("']\n");
    text.append("summary: a plain gem\nauthors: [somebody]\n");
    return text.toString();
  }

  private static String list(List<String> values) {
    return values.stream().map(v -> "'" + v + "'").toList().toString();
  }

  Parcel parcel() {
    String variant = GemSpec.plain(platform);
    byte[] metadata = packed(yaml());
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("metadata.gz", metadata);
    files.forEach(
        (path, text) -> all.put("data.tar.gz/" + path, text.getBytes(StandardCharsets.UTF_8)));
    String sum = checksum.isEmpty() ? Parcel.sha256(metadata) : checksum;
    all.put("checksums.yaml.gz", packed("---\nSHA256:\n  metadata.gz: " + sum + "\n"));
    String filename = GemSpec.fullName(pinned, pinnedVersion, variant) + ".gem";
    return new Parcel(
        new Pin(new PackageName("ruby", pinned), pinnedVersion, variant),
        artifact(filename, variant),
        all);
  }

  static Artifact artifact(String filename, String platform) {
    return new Artifact(
        filename,
        "gem",
        URI.create("https://gems.example/gems/" + filename),
        Map.of("sha256", Parcel.sha256(filename.getBytes(StandardCharsets.UTF_8))),
        OptionalLong.empty(),
        platform.isEmpty() ? Map.of() : Map.of(Fit.PLATFORM, platform));
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
