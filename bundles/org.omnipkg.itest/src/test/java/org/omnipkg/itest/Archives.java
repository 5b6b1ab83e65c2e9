package org.omnipkg.itest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The archives that languages send their packages in, made from bytes. */
final class Archives {
  private Archives() {}

  static byte[] tarball(Map<String, byte[]> files) {
    return made(bytes -> tar(files, new GZIPOutputStream(bytes)));
  }

  static byte[] zip(Map<String, byte[]> files) {
    return made(
        bytes -> {
          try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
              zip.putNextEntry(new ZipEntry(file.getKey()));
              zip.write(file.getValue());
            }
          }
        });
  }

  /** A gem; content whose path begins with {@code exe/} is a command. */
  static byte[] gem(String name, String version, String platform, String needs, String... content) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    List<String> commands = new ArrayList<>();
    for (int i = 0; i < content.length; i += 2) {
      data.put(content[i], content[i + 1].getBytes(StandardCharsets.UTF_8));
      if (content[i].startsWith("exe/")) {
        commands.add("'" + content[i].substring("exe/".length()) + "'");
      }
    }
    StringBuilder yaml = new StringBuilder("--- !ruby/object:Gem::Specification\n");
    yaml.append("name: ").append(name).append('\n');
    yaml.append("version: !ruby/object:Gem::Version\n  version: ").append(version).append('\n');
    yaml.append("platform: ").append(platform).append('\n');
    yaml.append("bindir: exe\nexecutables: ").append(commands).append('\n');
    if (data.containsKey("ext/extconf.rb")) {
      yaml.append("extensions: ['ext/extconf.rb']\n");
    }
    yaml.append("require_paths: [lib]\nsummary: made for a test\nauthors: [somebody]\n");
    yaml.append(needs.isEmpty() ? "dependencies: []\n" : "dependencies:\n");
    for (String need : needs.isEmpty() ? new String[0] : needs.split(",")) {
      String[] half = need.split(":");
      String[] range = half[1].split(" ");
      yaml.append("- !ruby/object:Gem::Dependency\n  name: ").append(half[0]);
      yaml.append("\n  requirement: !ruby/object:Gem::Requirement\n    requirements:\n");
      yaml.append("    - - '").append(range[0]).append("'\n      - !ruby/object:Gem::Version\n");
      yaml.append("        version: '").append(range[1]).append("'\n  type: :runtime\n");
    }
    Map<String, byte[]> outer = new LinkedHashMap<>();
    byte[] metadata = made(bytes -> write(yaml.toString(), new GZIPOutputStream(bytes)));
    outer.put("metadata.gz", metadata);
    outer.put("data.tar.gz", tarball(data));
    return made(bytes -> tar(outer, bytes));
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(String text, OutputStream into) throws IOException {
    try (into) {
      into.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void tar(Map<String, byte[]> files, OutputStream into) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(into)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        entry.setMode(file.getKey().startsWith("exe/") ? 0755 : 0644);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  private interface Writing {
    void into(OutputStream bytes) throws IOException;
  }

  private static byte[] made(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.into(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
