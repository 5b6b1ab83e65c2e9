package org.omnipkg.ecosystem.python.internal.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.omnipkg.spi.Desk;

/** Asks an interpreter once: the answer is kept in a cache file until the interpreter changes. */
final class RememberedIndex implements BiFunction<Path, Desk, Optional<URI>> {
  private final BiFunction<Path, Desk, Optional<URI>> ask;

  RememberedIndex(BiFunction<Path, Desk, Optional<URI>> ask) {
    this.ask = ask;
  }

  @Override
  public Optional<URI> apply(Path interpreter, Desk desk) {
    try {
      String identity = interpreter + " " + Files.getLastModifiedTime(interpreter).toMillis();
      Path kept =
          desk.cache("pip-index")
              .resolve(
                  UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString());
      if (Files.exists(kept)) {
        return Optional.of(URI.create(Files.readString(kept)));
      }
      if (desk.offline()) {
        // whatever is learned now names only documents that were never fetched
        return Optional.empty();
      }
      Optional<URI> answer = ask.apply(interpreter, desk);
      if (answer.isPresent()) {
        Path staged = Files.createTempFile(kept.getParent(), "index", ".tmp");
        Files.writeString(staged, answer.get().toString());
        Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
      }
      return answer;
    } catch (IOException | IllegalArgumentException e) {
      return desk.offline() ? Optional.empty() : ask.apply(interpreter, desk);
    }
  }
}
