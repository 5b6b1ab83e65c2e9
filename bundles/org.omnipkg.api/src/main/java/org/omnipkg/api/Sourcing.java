package org.omnipkg.api;

import java.util.List;
import java.util.Optional;

/**
 * Where a flow may get what it lacks, when that differs from the settings.
 *
 * @param resolver solver's name, or empty for the configured default
 * @param indexes replace the default index of a language each: Python's, or with the prefix of
 *     another one ({@code npm:ADDRESS}) that one's; of several for one language the last
 * @param extraIndexes further indexes, with or without such a prefix
 * @param findLinks flat places, with or without such a prefix
 * @param sandbox false for {@code --no-sandbox}
 * @param scripts packages whose own scripts may run, by name
 */
public record Sourcing(
    Optional<String> resolver,
    List<String> indexes,
    List<String> extraIndexes,
    List<String> findLinks,
    boolean sandbox,
    List<String> scripts) {
  /** Everything as configured. */
  public static final Sourcing CONFIGURED =
      new Sourcing(Optional.empty(), List.of(), List.of(), List.of(), true, List.of());

  public Sourcing {
    indexes = List.copyOf(indexes);
    extraIndexes = List.copyOf(extraIndexes);
    findLinks = List.copyOf(findLinks);
    scripts = List.copyOf(scripts);
  }

  /** With at most one index, and no scripts. */
  public Sourcing(
      Optional<String> resolver,
      Optional<String> index,
      List<String> extraIndexes,
      List<String> findLinks,
      boolean sandbox) {
    this(resolver, index.stream().toList(), extraIndexes, findLinks, sandbox, List.of());
  }
}
