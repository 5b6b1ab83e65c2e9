package org.omnipkg.ecosystem.node.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Tables of answers that npm's own packages gave; {@code src/test/node/tables.mjs} writes them. */
public final class Tables {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tables() {}

  /** The rows of a table, each as its cells, without comments. */
  public static List<String[]> rows(String name) {
    return lines(name).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .toList();
  }

  /** What the comment on top says the columns are. */
  public static List<String> versions(String name) {
    String comment = lines(name).get(0);
    return List.of(
        comment.substring(comment.indexOf("versions: ") + "versions: ".length()).split(" "));
  }

  /** A cell written as JSON. */
  public static String text(String cell) {
    try {
      return JSON.readValue(cell, String.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(cell, e);
    }
  }

  private static List<String> lines(String name) {
    try (InputStream in = Tables.class.getResourceAsStream("/tables/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
