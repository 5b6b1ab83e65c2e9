package org.omnipkg.spi;

import java.util.List;
import org.omnipkg.model.PackageName;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: what a bare word may mean in a language. Asks the registry, guesses nothing: whoever calls
 * weighs the answers of all languages.
 */
@ConsumerType
public interface NameSearch {
  /** Packages the word may mean, the most likely first; empty when the registry knows none. */
  List<Candidate> search(String word, Desk desk);

  /**
   * A package.
   *
   * @param words how it is typed, without prefix
   * @param exact whether the word is its very name, not a short form or an alias
   * @param renown from 0, nobody knows it, to 100, everybody who uses the language does; from facts
   *     the registry gives
   * @param evidence those facts for people, e.g. {@code 2,310 releases since 2013}
   */
  record Candidate(PackageName name, String words, boolean exact, int renown, String evidence) {}
}
