package org.omnipkg.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small valid wheels (PEP 427) for tests. */
public final class TinyWheel {
  private final String name;
  private final String version;
  private final List<String> headers = new ArrayList<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private String tag = "py3-none-any";

  private TinyWheel(String name, String version) {
    this.name = name;
    this.version = version;
    file(name.replace('-', '_') + "/__init__.py", "__version__ = \"" + version + "\"\n");
  }

  public static TinyWheel of(String name, String version) {
    return new TinyWheel(name, version);
  }

  /** Adds a Requires-Dist line. */
  public TinyWheel needs(String requirement) {
    headers.add("Requires-Dist: " + requirement);
    return this;
  }

  /** Adds any METADATA line. */
  public TinyWheel header(String line) {
    headers.add(line);
    return this;
  }

  /** Sets the compatibility tag, {@code py3-none-any} otherwise. */
  public TinyWheel tag(String compatibility) {
    tag = compatibility;
    return this;
  }

  public TinyWheel file(String path, String content) {
    files.put(path, content);
    return this;
  }

  /** Adds a console script that calls {@code module:function}. */
  public TinyWheel script(String command, String target) {
    return file(
        info() + "/entry_points.txt", "[console_scripts]\n" + command + " = " + target + "\n");
  }

  private String info() {
    return name.replace('-', '_') + "-" + version + ".dist-info";
  }

  public String filename() {
    return name.replace('-', '_') + "-" + version + "-" + tag + ".whl";
  }

  /** Writes the wheel into a folder and returns its path. */
  public Path into(Path folder) {
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put(
        info() + "/METADATA",
        "Metadata-Version: 2.1\nName: "
            + name
            + "\nVersion: "
            + version
            + "\n"
            + headers.stream().map(line -> line + "\n").reduce("", String::concat));
    all.put(
        info() + "/WHEEL",
        "Wheel-Version: 1.0\nGenerator: tiny\nRoot-Is-Purelib: true\nTag: " + tag + "\n");
    StringBuilder record = new StringBuilder();
    all.forEach((path, text) -> record.append(row(path, text)));
    all.put(info() + "/RECORD", record + info() + "/RECORD,,\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, String> file : all.entrySet()) {
          zip.putNextEntry(new ZipEntry(file.getKey()));
          zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
          zip.closeEntry();
        }
      }
      Files.createDirectories(folder);
      return Files.write(folder.resolve(filename()), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(String path, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return path + ",sha256=" + hash + "," + content.length + "\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
