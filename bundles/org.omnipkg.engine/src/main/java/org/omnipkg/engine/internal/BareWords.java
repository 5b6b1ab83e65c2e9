package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.omnipkg.api.Spelling;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/** Words without a language in front, as far as an environment says what they mean. */
final class BareWords {
  /** A name alone, or with a version after an at sign; anything more is Python's way of asking. */
  private static final Pattern NAME =
      Pattern.compile("@?[A-Za-z0-9][A-Za-z0-9._/-]*(@[A-Za-z0-9][A-Za-z0-9._-]*)?");

  private BareWords() {}

  /** Whether a word may mean packages of several languages. */
  static boolean isOpen(String word) {
    return NAME.matcher(word).matches()
        && !word.endsWith("/")
        && !word.matches(".*\\.(whl|tar\\.gz|tgz|zip|gem)");
  }

  /** The words, with the language in front of those that the environment knows from another one. */
  static List<String> here(List<String> words, State state, Languages languages) {
    return words.stream().map(word -> here(word, state, languages)).toList();
  }

  /**
   * A word with its language in front, when the environment knows it from another one than Python.
   *
   * @throws Refusal {@code requirement.ambiguous} when it knows it from several
   */
  static String here(String word, State state, Languages languages) {
    return Words.isPrefixed(word)
        ? word
        : language(word, state, languages)
            .filter(language -> !language.equals(Words.BARE))
            .map(language -> language + ":" + word)
            .orElse(word);
  }

  /** The language from which an environment knows a bare word; Python's before any other. */
  static Optional<String> language(String word, State state, Languages languages) {
    Set<String> order = new LinkedHashSet<>(List.of(Words.BARE));
    order.addAll(Portion.languages(state));
    List<String> known = new ArrayList<>();
    for (String language : order) {
      if (languages.ids().contains(language) && has(word, state, language, languages)) {
        known.add(language);
      }
    }
    if (known.size() > 1 && !known.contains(Words.BARE)) {
      throw new Refusal(
          Diagnostic.user(
                  "requirement.ambiguous",
                  "`" + word + "` is here in several languages",
                  "put the one that is meant in front")
              .with(known.stream().map(language -> Spelling.full(language, word)).toList()));
    }
    return known.stream().findFirst();
  }

  private static boolean has(String word, State state, String language, Languages languages) {
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
      PackageName name = lease.service().grammar().parse(word).target();
      List<Ensemble> all = Ensemble.of(state);
      return all.stream()
              .flatMap(one -> one.nodes().stream())
              .anyMatch(node -> node.artifact().isPresent() && node.pin().name().equals(name))
          || all.stream().anyMatch(one -> !Aliases.under(name, one, languages).isEmpty());
    } catch (Refusal notItsWay) {
      return false;
    }
  }
}
