package org.omnipkg.fetch.internal.cache;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A stored document as bytes: lines of text, an empty line, the body. */
final class StoredForm {
  private static final String FIRST = "omnipkg document 1";

  private StoredForm() {}

  /** All but the body, which follows it. */
  static byte[] head(Stored stored) {
    StringBuilder head = new StringBuilder(FIRST).append('\n');
    head.append("=status ").append(stored.status()).append('\n');
    head.append("=location ").append(stored.location()).append('\n');
    if (stored.body().isPresent()) {
      head.append("=sha256 ").append(stored.sha256()).append('\n');
    }
    stored
        .headers()
        .forEach(
            (name, value) -> head.append(name).append(' ').append(oneLine(value)).append('\n'));
    return head.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Empty when the bytes are not whole. */
  static Optional<Stored> read(byte[] bytes, Instant checked) {
    int end = endOfHead(bytes);
    if (end < 0) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    String[] lines = new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n", -1);
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (space > 0) {
        fields.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    byte[] body = Arrays.copyOfRange(bytes, end + 2, bytes.length);
    String status = fields.getOrDefault("=status", "");
    String location = fields.getOrDefault("=location", "");
    String digest = fields.get("=sha256");
    boolean whole = digest == null ? body.length == 0 : digest.equals(sha256(body));
    if (!lines[0].equals(FIRST) || !status.matches("\\d{3}") || !whole) {
      return Optional.empty();
    }
    fields.keySet().removeIf(name -> name.startsWith("=") || name.equals("omnipkg"));
    try {
      return Optional.of(
          new Stored(
              Integer.parseInt(status),
              URI.create(location),
              Map.copyOf(fields),
              checked,
              digest == null ? Optional.empty() : Optional.of(body),
              digest == null ? "" : digest));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The head of a document that has a body, from the first of its bytes. */
  static Optional<DocumentCache.Head> head(byte[] bytes, Instant checked) {
    int end = endOfHead(bytes);
    if (end < 0) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        fields.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    String status = fields.getOrDefault("=status", "");
    String digest = fields.get("=sha256");
    if (digest == null || !status.matches("\\d{3}")) {
      return Optional.empty();
    }
    URI location = URI.create(fields.getOrDefault("=location", ""));
    fields.keySet().removeIf(name -> name.startsWith("=") || name.equals("omnipkg"));
    Stored document =
        new Stored(
            Integer.parseInt(status),
            location,
            Map.copyOf(fields),
            checked,
            Optional.of(new byte[0]),
            digest);
    return Optional.of(new DocumentCache.Head(document, digest));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static int endOfHead(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static String oneLine(String value) {
    return value.replaceAll("[\\r\\n]", " ");
  }
}
