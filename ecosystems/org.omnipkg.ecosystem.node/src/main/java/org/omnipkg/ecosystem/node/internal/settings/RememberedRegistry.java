package org.omnipkg.ecosystem.node.internal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.omnipkg.ecosystem.support.RememberedAnswer;
import org.omnipkg.spi.Desk;

/** Asks a client once: the answer is kept in a cache file until the client's runtime changes. */
final class RememberedRegistry implements BiFunction<Path, Desk, Optional<URI>> {
  private static final RememberedAnswer REMEMBERED = new RememberedAnswer("npm-registry");

  private final BiFunction<Path, Desk, Optional<URI>> ask;

  RememberedRegistry(BiFunction<Path, Desk, Optional<URI>> ask) {
    this.ask = ask;
  }

  @Override
  public Optional<URI> apply(Path interpreter, Desk desk) {
    return REMEMBERED.of(
        interpreter,
        desk,
        () -> ask.apply(interpreter, desk).map(URI::toString).orElse(""),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text)));
  }
}
