package org.omnipkg.ecosystem.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.omnipkg.spi.Desk;

/**
 * What programs of a machine answered: kept in a cache file until the program changes.
 *
 * @param cache the desk's, where the answers lie
 */
public record RememberedAnswer(String cache) {
  /**
   * The answer of a program.
   *
   * @param ask asks it; a blank answer is not kept
   * @param read refuses by {@link IllegalArgumentException} what nobody can have answered
   */
  public <T> T of(Path program, Desk desk, Supplier<String> ask, Function<String, T> read) {
    try {
      String identity = program + " " + Files.getLastModifiedTime(program).toMillis();
      UUID name = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
      Path kept = desk.cache(cache).resolve(name.toString());
      if (Files.exists(kept)) {
        return read.apply(Files.readString(kept));
      }
      String answer = ask.get();
      if (!answer.isBlank()) {
        Path staged = Files.createTempFile(kept.getParent(), "answer", ".tmp");
        Files.writeString(staged, answer);
        Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
      }
      return read.apply(answer);
    } catch (IOException | IllegalArgumentException e) {
      return read.apply(ask.get());
    }
  }
}
