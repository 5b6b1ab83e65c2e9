package org.omnipkg.ecosystem.ruby.internal.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.omnipkg.ecosystem.ruby.internal.runtime.Child;
import org.omnipkg.ecosystem.ruby.internal.runtime.Script;
import org.omnipkg.spi.Desk;

/** Asks a Ruby for its built-in sources once: they are kept until that Ruby changes. */
final class RememberedSources implements BiFunction<Path, Desk, List<URI>> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Script SCRIPT = Script.of(RememberedSources.class, "sources.rb");

  @Override
  public List<URI> apply(Path ruby, Desk desk) {
    try {
      String identity = ruby + " " + Files.getLastModifiedTime(ruby).toMillis();
      Path kept =
          desk.cache("gem-sources")
              .resolve(
                  UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString());
      if (Files.exists(kept)) {
        return addresses(Files.readString(kept));
      }
      if (desk.offline()) {
        // whatever is learned now names only documents that were never fetched
        return List.of();
      }
      String answer = ask(ruby, desk);
      if (!answer.isBlank()) {
        Path staged = Files.createTempFile(kept.getParent(), "sources", ".tmp");
        Files.writeString(staged, answer);
        Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
      }
      return addresses(answer);
    } catch (IOException e) {
      return desk.offline() ? List.of() : addresses(ask(ruby, desk));
    }
  }

  private static String ask(Path ruby, Desk desk) {
    return Child.say(ruby, List.of(), SCRIPT, Map.of(), desk, PATIENCE).orElse("");
  }

  private static List<URI> addresses(String lines) {
    List<URI> addresses = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      if (line.strip().matches("[a-z]+://\\S+")) {
        addresses.add(URI.create(line.strip()));
      }
    }
    return addresses;
  }
}
