package org.omnipkg.engine.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/** Addresses that may have a language in front: {@code npm:https://…}; bare ones are Python's. */
final class Addressed {
  /** Schemes that need no {@code //} behind them; no language is called so. */
  private static final Set<String> PLACES =
      Set.of("file", "zip", "jar", "gz", "bz2", "tar", "tgz", "tbz2", "ram", "sftp");

  private Addressed() {}

  /** An address as typed: a URL, or a path relative to the caller's directory. */
  static URI address(String spelled, Path directory) {
    if (spelled.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return URI.create(spelled);
    }
    String home = System.getProperty("user.home", "");
    String path = spelled.startsWith("~/") ? home + spelled.substring(1) : spelled;
    return directory.resolve(path).normalize().toUri();
  }

  /** Those of one language, without its prefix. */
  static List<String> to(String language, List<String> words, Languages languages) {
    if (words.isEmpty()) {
      return words;
    }
    Set<String> own = new TreeSet<>(Set.of(language));
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
      own.addAll(lease.service().aliases());
    }
    boolean bare = language.equals(Words.BARE);
    return words.stream()
        .filter(word -> own.contains(prefix(word)) || bare && !isLanguage(prefix(word), languages))
        .map(word -> own.contains(prefix(word)) ? word.substring(prefix(word).length() + 1) : word)
        .toList();
  }

  /** An address that is this language's in any case, without its prefix if it has that. */
  static String bare(String language, String word, Languages languages) {
    return to(language, List.of(word), languages).stream().findFirst().orElse(word);
  }

  /** What stands before the first colon, unless it is a scheme or a drive. */
  private static String prefix(String word) {
    int colon = word.indexOf(':');
    return colon > 1 && !word.startsWith("//", colon + 1) ? word.substring(0, colon) : "";
  }

  /** Whether a language may stand in front, by the form alone: it need not be here. */
  static boolean mayHaveLanguage(String word) {
    return mayBeLanguage(prefix(word));
  }

  private static boolean mayBeLanguage(String prefix) {
    return prefix.matches("[a-z][a-z0-9]*") && !PLACES.contains(prefix);
  }

  private static boolean isLanguage(String prefix, Languages languages) {
    if (!mayBeLanguage(prefix)) {
      return false;
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(prefix)) {
      return !lease.service().id().isEmpty();
    } catch (Refusal unknown) {
      return false;
    }
  }
}
