package org.omnipkg.ecosystem.python.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables of expected answers; {@code src/test/python/tables.py} makes them. */
public final class Tables {
  private Tables() {}

  public static List<String> lines(String name) {
    try (InputStream in = Tables.class.getResourceAsStream("/tables/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
