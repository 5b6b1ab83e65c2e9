package org.omnipkg.launcher;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the framework asks a bundle's jar for at every start, kept so that the jar stays closed.
 *
 * @param headers of its manifest
 * @param entries every name in it
 * @param components the entries that declare components, with their bytes
 */
record Listing(Map<String, String> headers, Set<String> entries, Map<String, byte[]> components) {
  private static final String COMPONENTS = "OSGI-INF/";

  static Listing read(Path path) throws IOException {
    Map<String, String> headers = new HashMap<>();
    Set<String> entries = new LinkedHashSet<>();
    Map<String, byte[]> components = new HashMap<>();
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      jar.getManifest()
          .getMainAttributes()
          .forEach((name, value) -> headers.put(name.toString(), value.toString()));
      for (JarEntry entry : jar.stream().toList()) {
        entries.add(entry.getName());
        if (entry.getName().startsWith(COMPONENTS) && entry.getName().endsWith(".xml")) {
          try (InputStream in = jar.getInputStream(entry)) {
            components.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return new Listing(headers, entries, components);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(headers.size());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      out.writeUTF(header.getKey());
      bytes(out, header.getValue().getBytes(StandardCharsets.UTF_8));
    }
    out.writeInt(entries.size());
    for (String entry : entries) {
      out.writeUTF(entry);
    }
    out.writeInt(components.size());
    for (Map.Entry<String, byte[]> component : components.entrySet()) {
      out.writeUTF(component.getKey());
      bytes(out, component.getValue());
    }
  }

  static Listing read(DataInput in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      headers.put(
          in.readUTF(), new String(bytes(in), StandardCharsets.UTF_8));
    }
    Set<String> entries = new LinkedHashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      entries.add(in.readUTF());
    }
    Map<String, byte[]> components = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      components.put(in.readUTF(), bytes(in));
    }
    return new Listing(headers, entries, components);
  }

  private static void bytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
