package org.omnipkg.ecosystem.node.internal.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A text of the bundle. */
public record Script(String text) {
  public static Script of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new Script(
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
