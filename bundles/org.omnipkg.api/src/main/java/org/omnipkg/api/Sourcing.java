package org.omnipkg.api;

import java.util.List;
import java.util.Optional;

/**
 * Where a flow may get what it lacks, when that differs from the settings.
 *
 * @param resolver solver's name, or empty for the configured default
 * @param index replaces the default index, or empty
 * @param extraIndexes further indexes
 * @param findLinks flat places
 * @param sandbox false for {@code --no-sandbox}
 */
public record Sourcing(
    Optional<String> resolver,
    Optional<String> index,
    List<String> extraIndexes,
    List<String> findLinks,
    boolean sandbox) {
  /** Everything as configured. */
  public static final Sourcing CONFIGURED =
      new Sourcing(Optional.empty(), Optional.empty(), List.of(), List.of(), true);

  public Sourcing {
    extraIndexes = List.copyOf(extraIndexes);
    findLinks = List.copyOf(findLinks);
  }
}
