package org.omnipkg.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code install}.
 *
 * @param environment name of the environment; made when it does not exist
 * @param words requirements as typed, each perhaps with an ecosystem prefix
 * @param files requirements files
 * @param python wanted runtime version, e.g. {@code 3.9}
 * @param resolver solver's name, or empty for the configured default
 * @param index replaces the default index, or empty
 * @param extraIndexes further indexes
 * @param findLinks flat places
 * @param sandbox false for {@code --no-sandbox}
 * @param dryRun plan only
 */
public record InstallRequest(
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
    boolean dryRun) {}
