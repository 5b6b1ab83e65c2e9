package org.omnipkg.ecosystem.ruby.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables of expected answers; {@code src/test/ruby/tables.rb} makes them. */
public final class Tables {
  private Tables() {}

  /** The rows of a table, each split at its tabs. */
  public static List<String[]> rows(String name) {
    try (InputStream in = Tables.class.getResourceAsStream("/tables/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
