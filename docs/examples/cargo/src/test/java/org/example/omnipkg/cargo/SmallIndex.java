package org.example.omnipkg.cargo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Parcel;

/** A sparse index written down on a canned desk, with the crates it tells of. */
final class SmallIndex {
  private final CannedDesk desk;
  private final String base;
  private final Map<String, List<String>> lines = new LinkedHashMap<>();

  SmallIndex(CannedDesk desk, String base) {
    this.desk = desk;
    this.base = base;
    desk.document(base + "config.json", "application/json", "{\"dl\": \"" + base + "crates\"}");
  }

  /** A need as the index has it; further fields behind it. */
  static String needs(String name, String range, String... further) {
    return "{\"name\":\""
        + name
        + "\",\"req\":\""
        + range
        + "\",\"features\":[],\"optional\":false,\"default_features\":true,\"target\":null,"
        + "\"kind\":\"normal\""
        + String.join("", further)
        + "}";
  }

  /** Further fields of a line, e.g. {@code ,"yanked":true}. */
  SmallIndex crate(String name, String version, String further, String... needs) {
    return crate(name, version, further, Map.of(), needs);
  }

  /** A crate with further files. */
  SmallIndex crate(
      String name, String version, String further, Map<String, String> files, String... needs) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Cargo.toml", "[package]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n");
    all.put("src/main.rs", "fn main() {}\n");
    all.putAll(files);
    byte[] bytes = pack(name + "-" + version, all);
    desk.document(base + "crates/" + name + "/" + version + "/download", "application/gzip", bytes);
    lines
        .computeIfAbsent(name, key -> new ArrayList<>())
        .add(
            "{\"name\":\""
                + name
                + "\",\"vers\":\""
                + version
                + "\",\"deps\":["
                + String.join(",", needs)
                + "],\"cksum\":\""
                + Parcel.sha256(bytes)
                + "\""
                + (further.contains("\"features\"") ? "" : ",\"features\":{}")
                + (further.contains("\"yanked\"") ? "" : ",\"yanked\":false")
                + further
                + "}");
    desk.document(
        base + SparseIndex.path(name), "text/plain", String.join("\n", lines.get(name)) + "\n");
    return this;
  }

  /** A gzipped tar of text files below one folder. */
  static byte[] pack(String folder, Map<String, String> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[512];
        put(header, 0, folder + "/" + file.getKey());
        put(header, 100, "0000644\0");
        put(header, 124, String.format("%011o", content.length));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
          sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        gz.write(header);
        gz.write(content);
        gz.write(new byte[(512 - content.length % 512) % 512]);
      }
      gz.write(new byte[1024]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
