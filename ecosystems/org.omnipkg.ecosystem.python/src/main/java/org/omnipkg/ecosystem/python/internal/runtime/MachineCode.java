package org.omnipkg.ecosystem.python.internal.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.ecosystem.support.Look;

/** Tells programs from scripts by how they begin; each is opened once while it does not change. */
final class MachineCode {
  private static final int MANY = 512;

  private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(Look look, boolean code) {}

  /** Whether a file is one, and no script. */
  boolean has(Path real) throws IOException {
    BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
    Look look = Look.of(now);
    Seen known = seen.get(real);
    if (known == null || !known.look().equals(look)) {
      known = new Seen(look, now.isRegularFile() && !script(real));
      if (seen.size() > MANY) {
        seen.clear();
      }
      seen.put(real, known);
    }
    return known.code();
  }

  private static boolean script(Path file) throws IOException {
    try (var stream = Files.newInputStream(file)) {
      return new String(stream.readNBytes(2), StandardCharsets.ISO_8859_1).equals("#!");
    }
  }
}
