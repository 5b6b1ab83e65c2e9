package org.omnipkg.ecosystem.python.internal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.omnipkg.ecosystem.support.RememberedAnswer;
import org.omnipkg.spi.Desk;

/** Asks an interpreter once: the answer is kept in a cache file until the interpreter changes. */
final class RememberedIndex implements BiFunction<Path, Desk, Optional<URI>> {
  private static final RememberedAnswer REMEMBERED = new RememberedAnswer("pip-index");

  private final BiFunction<Path, Desk, Optional<URI>> ask;

  RememberedIndex(BiFunction<Path, Desk, Optional<URI>> ask) {
    this.ask = ask;
  }

  @Override
  public Optional<URI> apply(Path interpreter, Desk desk) {
    return REMEMBERED.of(
        interpreter,
        desk,
        // offline, whatever is learned names only documents that were never fetched
        () -> desk.offline() ? "" : ask.apply(interpreter, desk).map(URI::toString).orElse(""),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text)));
  }
}
