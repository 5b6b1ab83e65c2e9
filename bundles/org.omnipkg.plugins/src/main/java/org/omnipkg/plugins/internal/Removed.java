package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.omnipkg.api.Plugins.Source;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.spi.Ecosystem;

/** Who brought the languages that left with their plugin, for whoever misses them. */
final class Removed {
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private final Supplier<Path> folder;

  /**
   * @param folder of its notes, one for each language
   */
  Removed(Supplier<Path> folder) {
    this.folder = folder;
  }

  private static List<String> languages(PluginJar jar) {
    return jar.brings().stream()
        .filter(one -> one.kind().equals(Ecosystem.class.getName()))
        .map(Contribution::language)
        .filter(language -> WORD.matcher(language).matches())
        .toList();
  }

  /** It is taken out. */
  void note(PluginJar jar, Optional<Source> source) throws IOException {
    for (String language : languages(jar)) {
      Properties text = new Properties();
      text.setProperty("plugin", jar.title());
      text.setProperty("from", source.map(Source::words).orElse(""));
      text.setProperty("when", Instant.now().toString());
      Path staged = Files.createTempFile(Files.createDirectories(folder.get()), ".staged-", "");
      try (OutputStream out = Files.newOutputStream(staged)) {
        text.store(out, null);
      }
      Files.move(staged, folder.get().resolve(language), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** It is here. */
  void forget(PluginJar jar) throws IOException {
    for (String language : languages(jar)) {
      Files.deleteIfExists(folder.get().resolve(language));
    }
  }

  /** Why a language is not here any more; empty when none of that name left with its plugin. */
  Optional<Diagnostic> explain(String language) {
    if (!WORD.matcher(language).matches()) {
      return Optional.empty();
    }
    Properties text = new Properties();
    try (InputStream in = Files.newInputStream(folder.get().resolve(language))) {
      text.load(in);
      String when = TIME.format(Instant.parse(text.getProperty("when", "")));
      String from = text.getProperty("from", "");
      return Optional.of(
          Diagnostic.user(
                  "plugin.removed",
                  "the language `" + language + "` left with its plugin",
                  from.isEmpty()
                      ? "`omnipkg plugin install FILE|COORDINATES` brings one back"
                      : "`omnipkg plugin install " + from + "` brings it back")
              .with(
                  List.of(
                      "`" + text.getProperty("plugin", "") + "` brought it",
                      "it was taken out on " + when + " by `omnipkg plugin remove`",
                      "what was installed of it still runs")));
    } catch (IOException | DateTimeParseException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
