package org.omnipkg.engine.internal;

import java.util.Optional;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/** The words by which runtimes are asked for: a language's id, or what its runtimes are called. */
final class RuntimeNames {
  private RuntimeNames() {}

  /** The language whose runtimes a word means; empty for other words. */
  static Optional<String> language(String word, Languages languages) {
    if (languages.ids().contains(word)) {
      return Optional.of(word);
    }
    return languages.ids().stream()
        .filter(language -> of(language, languages).filter(word::equals).isPresent())
        .findFirst();
  }

  /** What the runtimes of a language are called; empty when the language has gone. */
  static Optional<String> of(String language, Languages languages) {
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
      return Optional.of(lease.service().runtime());
    } catch (Refusal gone) {
      return Optional.empty();
    }
  }
}
