package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.api.Places;

/** A home that is thrown away, with the distribution of a real one; nothing is compiled for it. */
record PaperPlaces(Path home, Places real) implements Places {
  @Override
  public Optional<Path> nativeFile(String name) {
    return real.nativeFile(name);
  }

  @Override
  public Optional<Path> command() {
    return real.command();
  }
}
