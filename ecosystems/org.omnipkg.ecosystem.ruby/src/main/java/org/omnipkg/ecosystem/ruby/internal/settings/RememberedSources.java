package org.omnipkg.ecosystem.ruby.internal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.omnipkg.ecosystem.ruby.internal.runtime.Child;
import org.omnipkg.ecosystem.support.RememberedAnswer;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.spi.Desk;

/** Asks a Ruby for its built-in sources once: they are kept until that Ruby changes. */
final class RememberedSources implements BiFunction<Path, Desk, List<URI>> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RememberedAnswer REMEMBERED = new RememberedAnswer("gem-sources");
  private static final Script SCRIPT = Script.of(RememberedSources.class, "sources.rb");

  @Override
  public List<URI> apply(Path ruby, Desk desk) {
    return REMEMBERED.of(
        ruby,
        desk,
        // offline, whatever is learned names only documents that were never fetched
        () -> desk.offline() ? "" : ask(ruby, desk),
        RememberedSources::addresses);
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
