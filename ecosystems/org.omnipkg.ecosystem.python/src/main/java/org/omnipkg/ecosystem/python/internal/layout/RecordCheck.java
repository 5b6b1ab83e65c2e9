package org.omnipkg.ecosystem.python.internal.layout;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Refusal;

/** Holds a wheel against its own RECORD: every file listed, every hash and size true. */
final class RecordCheck {
  private static final String CODE = "wheel.record";

  private final Wheel wheel;

  RecordCheck(Wheel wheel) {
    this.wheel = wheel;
  }

  /** The rows by archive path. */
  Map<String, Row> rows() {
    Entry record = wheel.metadata("RECORD").orElseThrow(() -> wheel.refuse(CODE, "has no RECORD"));
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Row row : Row.read(wheel.text(record))) {
      Row named = named(row);
      Row before = rows.putIfAbsent(named.path(), named);
      if (before != null && !before.equals(named)) {
        throw refuse("lists `" + row.path() + "` twice");
      }
    }
    for (String path : wheel.entries.keySet()) {
      if (!rows.containsKey(path) && !exempt(path)) {
        throw refuse("carries `" + path + "`, which its RECORD does not list");
      }
    }
    rows.values().forEach(this::check);
    return rows;
  }

  private Row named(Row row) {
    String path = row.path();
    if (!wheel.entries.containsKey(path) && path.indexOf('\\') >= 0) {
      path = path.replace('\\', '/');
    }
    return new Row(path, row.hash(), row.size());
  }

  private boolean exempt(String path) {
    return path.equals(wheel.distInfo + "/RECORD")
        || path.equals(wheel.distInfo + "/RECORD.jws")
        || path.equals(wheel.distInfo + "/RECORD.p7s");
  }

  private void check(Row row) {
    Entry entry = wheel.entries.get(row.path());
    if (exempt(row.path()) || row.path().endsWith("/")) {
      return;
    }
    if (entry == null) {
      throw refuse("lists `" + row.path() + "` in its RECORD but does not carry it");
    }
    int equals = row.hash().indexOf('=');
    if (equals < 0) {
      throw refuse("states no hash for `" + row.path() + "` in its RECORD");
    }
    String algorithm = row.hash().substring(0, equals);
    byte[] stated = decoded(row.hash().substring(equals + 1), row.path());
    if (!Arrays.equals(stated, digest(algorithm, entry))) {
      throw refuse("carries `" + row.path() + "` with other content than its RECORD states");
    }
    if (!row.size().isEmpty() && !row.size().equals(Long.toString(entry.digest().size()))) {
      throw refuse("carries `" + row.path() + "` with another size than its RECORD states");
    }
  }

  private byte[] digest(String algorithm, Entry entry) {
    return switch (algorithm) {
      case "sha256" -> HexFormat.of().parseHex(entry.digest().sha256());
      case "sha384" -> digest(Digests.named("SHA-384"), entry);
      case "sha512" -> digest(Digests.named("SHA-512"), entry);
      default ->
          throw refuse("states a hash by `" + algorithm + "` in its RECORD, which proves nothing");
    };
  }

  private byte[] digest(MessageDigest digest, Entry entry) {
    int piece = 1 << 26;
    for (long at = 0; at < entry.digest().size(); at += piece) {
      digest.update(wheel.read(entry, at, piece));
    }
    return digest.digest();
  }

  private byte[] decoded(String text, String path) {
    try {
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == '=') {
        end--;
      }
      return Base64.getUrlDecoder().decode(text.substring(0, end));
    } catch (IllegalArgumentException e) {
      throw refuse("states a hash for `" + path + "` that cannot be read");
    }
  }

  private Refusal refuse(String message) {
    return wheel.refuse(CODE, message, "the file is damaged, or was altered after it was made");
  }
}
