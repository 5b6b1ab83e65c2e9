package org.example.omnipkg.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.omnipkg.tck.CannedDesk;

/** A repository written down on a canned desk, every file with its checksum beside it. */
final class SmallRepository {
  private final CannedDesk desk;
  private final String base;
  private final Map<String, List<String>> versions = new LinkedHashMap<>();

  SmallRepository(CannedDesk desk, String base) {
    this.desk = desk;
    this.base = base;
  }

  /** A dependency as a POM has it; further elements such as a scope behind it. */
  static String needs(String name, String version, String... further) {
    String[] parts = name.split(":", -1);
    String stated = version.isEmpty() ? "" : "<version>" + version + "</version>";
    return "<dependency><groupId>"
        + parts[0]
        + "</groupId><artifactId>"
        + parts[1]
        + "</artifactId>"
        + stated
        + String.join("", further)
        + "</dependency>";
  }

  static String managing(String... dependencies) {
    return "<dependencyManagement><dependencies>"
        + String.join("", dependencies)
        + "</dependencies></dependencyManagement>";
  }

  /** A jar with a POM that has these dependencies. */
  SmallRepository jar(String name, String version, String... dependencies) {
    pom(name, version, "<dependencies>" + String.join("", dependencies) + "</dependencies>");
    file(Coordinates.known(name).path(version), jar(name));
    return this;
  }

  /** A POM with this inside. */
  SmallRepository pom(String name, String version, String inside) {
    Coordinates of = Coordinates.known(name);
    String text =
        "<project><modelVersion>4.0.0</modelVersion><groupId>"
            + of.group()
            + "</groupId><artifactId>"
            + of.artifact()
            + "</artifactId><version>"
            + version
            + "</version>"
            + inside
            + "</project>";
    file(of.pom().path(version), text.getBytes(StandardCharsets.UTF_8));
    List<String> all = versions.computeIfAbsent(of.folder(), key -> new ArrayList<>());
    all.add(version);
    String list =
        all.stream().map(v -> "<version>" + v + "</version>").collect(Collectors.joining());
    desk.document(
        base + of.folder() + "/maven-metadata.xml",
        "text/xml",
        "<metadata><versioning><versions>" + list + "</versions></versioning></metadata>");
    return this;
  }

  SmallRepository file(String path, byte[] bytes) {
    desk.document(base + path, "application/octet-stream", bytes);
    desk.document(base + path + ".sha1", "text/plain", sha1(bytes));
    return this;
  }

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes of a jar whose main class is named after it. */
  static byte[] jar(String name) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name.replace(':', '.'));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new JarOutputStream(out, manifest).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = out.toByteArray();
    return Arrays.copyOf(bytes, bytes.length);
  }
}
