package org.omnipkg.ecosystem.go.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables of expected answers; {@code src/test/go/tables.go} makes them. */
public final class Tables {
  private Tables() {}

  /** The columns of each line. */
  public static List<String[]> rows(String name) {
    try (InputStream in = Tables.class.getResourceAsStream("/tables/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
