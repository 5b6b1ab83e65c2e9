package org.omnipkg.ecosystem.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text that lies beside a class. */
public record Script(String text) {
  /**
   * Reads a text of the bundle.
   *
   * @param owner a class of the package it lies in
   */
  public static Script of(Class<?> owner, String name) {
    try (InputStream stream = owner.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the bundle lacks " + name);
      }
      return new Script(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
