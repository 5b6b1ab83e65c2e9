package org.omnipkg.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Progress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Maven repositories as the user's own Maven settings name them, mirrors, proxies and credentials
 * included. Blocking; safe for many threads. Nothing is taken from a local repository: what is
 * asked for comes from where it was published.
 */
@ProviderType
public interface Repositories {
  /**
   * The versions on offer, ascending in Maven's order; empty when no repository knows the artifact.
   *
   * @param scratch an empty folder
   * @throws org.omnipkg.model.Refusal as {@link Fetcher#document}, and {@code fetch.malformed},
   *     {@code fetch.wrong-hash}
   */
  List<String> versions(
      String group, String artifact, Path scratch, Access access, Progress progress);

  /**
   * A jar and what was published beside it. The jar was held against a checksum of its repository;
   * without one, or with one of MD5 alone, it is refused.
   *
   * @param into an empty folder for it
   * @throws org.omnipkg.model.Refusal as above, and {@code fetch.not-found}, {@code fetch.no-hash}
   */
  Published jar(
      String group, String artifact, String version, Path into, Access access, Progress progress);

  /**
   * What a repository has of one version.
   *
   * @param signature the detached OpenPGP signature, when there is one; not verified
   * @param repository the repository's id in the settings
   */
  record Published(Path file, Optional<Path> signature, String repository) {}
}
