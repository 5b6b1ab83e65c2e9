package org.omnipkg.engine.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One change of an environment, before its runtime and closure are known.
 *
 * @param runtimes asked for by version, by language
 * @param prefer whether the versions that are here are preferred
 * @param stay whether a version that is replaced stays here beside the new one
 * @param particular whether the command line says where to look or who chooses, so that the answer
 *     may be another than what is here
 * @param command the words, for the history
 */
record Change(
    String environment,
    Words words,
    Map<String, String> runtimes,
    Optional<String> resolver,
    boolean prereleases,
    boolean prefer,
    boolean stay,
    boolean particular,
    boolean dryRun,
    List<String> command) {
  Change {
    runtimes = Collections.unmodifiableMap(new LinkedHashMap<>(runtimes));
    command = List.copyOf(command);
  }

  /** Languages it says something about, in the order of its words. */
  Set<String> languages() {
    Set<String> languages = new LinkedHashSet<>();
    words.demands().forEach(one -> languages.add(one.dependency().target().ecosystem()));
    languages.addAll(runtimes.keySet());
    languages.addAll(words.runtimes().keySet());
    return languages;
  }

  /** Whether what is here may answer in the solver's place. */
  boolean restsOnWhatIsHere() {
    return prefer
        && words.constraints().isEmpty()
        && words.hashes().isEmpty()
        && languages().stream().allMatch(one -> words.overrides(one).isEmpty());
  }
}
