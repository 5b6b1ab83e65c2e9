package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.api.Spelling;
import org.omnipkg.model.PackageName;
import org.omnipkg.spi.NameSearch;

/**
 * What the languages say of a word, weighed. Certain is what one language alone knows by that very
 * name and not only since yesterday, or what is well known in one language and clearly less in any
 * other. Else those meanings count that belong to a language the environment or the project already
 * has. A slip of the pen finds what somebody put there for it in another language: that is asked
 * about.
 */
final class Weighing {
  /** From here on a package is well known. */
  private static final int WELL_KNOWN = 50;

  /** From here on it is no accident that a name is taken. */
  private static final int KNOWN = 20;

  /** By so much one is clearly better known than another. */
  private static final int CLEAR = 20;

  private final List<Meaning> best;
  private final List<Meaning> all;
  private final List<String> here;
  private final boolean complete;

  /**
   * One meaning.
   *
   * @param words as typed, without the language
   */
  record Meaning(String language, NameSearch.Candidate candidate, String words) {
    String typed() {
      return language + ":" + words;
    }

    /** The same for people. */
    String shown() {
      return Spelling.full(language, words);
    }

    int renown() {
      return candidate.renown();
    }
  }

  /**
   * @param here languages the environment has
   * @param complete whether every language could be asked
   */
  Weighing(List<Meaning> meanings, List<String> here, boolean complete) {
    this.all =
        meanings.stream().sorted(Comparator.comparingInt(Meaning::renown).reversed()).toList();
    this.here = here;
    this.complete = complete;
    Map<String, Meaning> first = new LinkedHashMap<>();
    meanings.forEach(one -> first.putIfAbsent(one.language(), one));
    this.best =
        first.values().stream()
            .sorted(Comparator.comparingInt(Meaning::renown).reversed())
            .toList();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether there is but one candidate. */
  boolean isOne() {
    return all.size() == 1;
  }

  /** What can only be meant, wherever it is typed. */
  Optional<String> certain() {
    if (best.isEmpty()) {
      return Optional.empty();
    }
    Meaning first = best.get(0);
    boolean known = first.renown() >= WELL_KNOWN;
    boolean alone = best.size() == 1 && (known || complete && meant(first));
    boolean far =
        known
            && best.stream()
                .skip(1)
                .allMatch(o -> o.renown() < WELL_KNOWN && o.renown() + CLEAR <= first.renown());
    return alone || far ? Optional.of(first.typed()) : Optional.empty();
  }

  /** A path or a scope is not typed by mistake. */
  private static boolean meant(Meaning one) {
    return one.candidate().exact() && (one.renown() >= KNOWN || one.words().contains("/"));
  }

  /**
   * What can only be meant here: the project asks for it by that name, or it is well known in the
   * only language of the environment, or known to no other.
   *
   * @param named languages whose files in the project ask for it
   */
  Optional<String> amongThose(Set<String> named) {
    List<Meaning> asked = of(named);
    if (asked.size() == 1) {
      return Optional.of(asked.get(0).typed());
    }
    List<Meaning> own = of(Set.copyOf(here));
    boolean its = own.size() == 1 && (own.get(0).renown() >= WELL_KNOWN || alone(own.get(0)));
    return here.size() == 1 && its ? Optional.of(own.get(0).typed()) : Optional.empty();
  }

  private boolean alone(Meaning one) {
    return complete && best.size() == 1 && one.candidate().exact();
  }

  private List<Meaning> of(Set<String> languages) {
    return best.stream().filter(one -> languages.contains(one.language())).toList();
  }

  /** The whole name of what these words mean. */
  String full(String typed) {
    return best.stream()
        .filter(one -> one.typed().equals(typed))
        .map(one -> Spelling.full(one.language(), one.candidate().name().name()))
        .findFirst()
        .orElse(typed);
  }

  /** Whether it is Python's package of that very name, as without asking. */
  boolean isPlain(String typed) {
    return best.stream()
        .filter(one -> one.typed().equals(typed))
        .anyMatch(one -> one.language().equals(Words.BARE) && one.candidate().exact());
  }

  Set<PackageName> names() {
    return best.stream().map(one -> one.candidate().name()).collect(Collectors.toSet());
  }

  String example() {
    return all.get(0).shown();
  }

  /** What to type, and what speaks for it; the best known first. */
  List<String> lines() {
    int width = all.stream().mapToInt(one -> one.shown().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Meaning one : all) {
      String evidence = one.candidate().evidence();
      lines.add(
          evidence.isEmpty()
              ? one.shown()
              : one.shown() + " ".repeat(width - one.shown().length()) + "  " + evidence);
    }
    return lines;
  }
}
