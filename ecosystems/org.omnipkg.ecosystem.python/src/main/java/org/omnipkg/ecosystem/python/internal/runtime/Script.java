package org.omnipkg.ecosystem.python.internal.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A Python text that lies beside this class. */
public record Script(String text) {
  /**
   * Reads a script of the bundle.
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
