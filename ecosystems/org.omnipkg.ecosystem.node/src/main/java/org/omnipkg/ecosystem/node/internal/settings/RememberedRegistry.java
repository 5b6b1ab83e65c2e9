package org.omnipkg.ecosystem.node.internal.settings;

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

/** Asks a client once: the answer is kept in a cache file until the client's runtime changes. */
final class RememberedRegistry implements BiFunction<Path, Desk, Optional<URI>> {
  private final BiFunction<Path, Desk, Optional<URI>> ask;

  RememberedRegistry(BiFunction<Path, Desk, Optional<URI>> ask) {
    this.ask = ask;
  }

  @Override
  public Optional<URI> apply(Path interpreter, Desk desk) {
    try {
      String identity = interpreter + " " + Files.getLastModifiedTime(interpreter).toMillis();
      UUID name = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
      Path kept = desk.cache("npm-registry").resolve(name.toString());
      if (Files.exists(kept)) {
        return Optional.of(URI.create(Files.readString(kept)));
      }
      Optional<URI> answer = ask.apply(interpreter, desk);
      if (answer.isPresent()) {
        Path staged = Files.createTempFile(kept.getParent(), "registry", ".tmp");
        Files.writeString(staged, answer.get().toString());
        Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
      }
      return answer;
    } catch (IOException | IllegalArgumentException e) {
      return ask.apply(interpreter, desk);
    }
  }
}
