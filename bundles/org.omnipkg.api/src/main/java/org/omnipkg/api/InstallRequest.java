package org.omnipkg.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code install}.
 *
 * @param environment name of the environment; made when it does not exist
 * @param words requirements as typed, each perhaps with an ecosystem prefix; {@code node@20} asks
 *     for a runtime
 * @param files requirements files
 * @param python wanted runtime version, e.g. {@code 3.9}
 * @param resolver solver's name, or empty for the configured default
 * @param indexes replace the default index, see {@link Sourcing}
 * @param extraIndexes further indexes
 * @param findLinks flat places
 * @param sandbox false for {@code --no-sandbox}
 * @param dryRun plan only
 * @param scripts packages whose own scripts may run, by name
 * @param constraints files that limit versions and bring nothing
 * @param overrides files whose ranges take the place of whatever is demanded of a name
 */
public record InstallRequest(
    String environment,
    List<String> words,
    List<Path> files,
    Optional<String> python,
    Optional<String> resolver,
    List<String> indexes,
    List<String> extraIndexes,
    List<String> findLinks,
    boolean prereleases,
    boolean upgrade,
    boolean sandbox,
    boolean dryRun,
    List<String> scripts,
    List<Path> constraints,
    List<Path> overrides) {
  public InstallRequest {
    words = List.copyOf(words);
    files = List.copyOf(files);
    indexes = List.copyOf(indexes);
    extraIndexes = List.copyOf(extraIndexes);
    findLinks = List.copyOf(findLinks);
    scripts = List.copyOf(scripts);
    constraints = List.copyOf(constraints);
    overrides = List.copyOf(overrides);
  }

  /** With neither constraints nor overrides. */
  public InstallRequest(
      String environment,
      List<String> words,
      List<Path> files,
      Optional<String> python,
      Optional<String> resolver,
      List<String> indexes,
      List<String> extraIndexes,
      List<String> findLinks,
      boolean prereleases,
      boolean upgrade,
      boolean sandbox,
      boolean dryRun,
      List<String> scripts) {
    this(
        environment,
        words,
        files,
        python,
        resolver,
        indexes,
        extraIndexes,
        findLinks,
        prereleases,
        upgrade,
        sandbox,
        dryRun,
        scripts,
        List.of(),
        List.of());
  }

  /** With at most one index, and no scripts. */
  public InstallRequest(
      String environment,
      List<String> words,
      List<Path> files,
      Optional<String> python,
      Optional<String> resolver,
      Optional<String> index,
      List<String> extraIndexes,
      List<String> findLinks,
      boolean prereleases,
      boolean upgrade,
      boolean sandbox,
      boolean dryRun) {
    this(
        environment,
        words,
        files,
        python,
        resolver,
        index.stream().toList(),
        extraIndexes,
        findLinks,
        prereleases,
        upgrade,
        sandbox,
        dryRun,
        List.of());
  }
}
