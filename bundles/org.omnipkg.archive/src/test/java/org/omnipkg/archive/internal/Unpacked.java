package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.function.Executable;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/** What came out of an archive, kept in memory. */
record Unpacked(List<Entry> entries, Map<String, String> files) {
  static Unpacked of(Path archive, Rules rules) {
    return of(archive, rules, work -> {});
  }

  static Unpacked of(Path archive, Rules rules, Executor helpers) {
    Map<String, String> files = Collections.synchronizedMap(new TreeMap<>());
    List<Entry> entries =
        new SafeUnpacker()
            .stream(
                archive,
                rules,
                (path, executable, content) -> {
                  byte[] bytes = content.readAllBytes();
                  files.put(path, new String(bytes, StandardCharsets.ISO_8859_1));
                  return digest(bytes);
                },
                Progress.SILENT,
                helpers);
    return new Unpacked(entries, files);
  }

  boolean executable(String path) {
    return entries.stream()
        .filter(e -> e.path().equals(path))
        .findFirst()
        .orElseThrow()
        .executable();
  }

  static Diagnostic refused(String code, Executable what) {
    Diagnostic diagnostic = assertThrows(Refusal.class, what).diagnostic();
    assertEquals(code, diagnostic.code(), diagnostic.message());
    return diagnostic;
  }

  static Digest digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Digest(HexFormat.of().formatHex(sum), bytes.length);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
