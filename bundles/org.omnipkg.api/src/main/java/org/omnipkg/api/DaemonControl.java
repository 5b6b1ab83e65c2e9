package org.omnipkg.api;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The daemon as its own commands see it; present only inside a daemon. */
@ProviderType
public interface DaemonControl {
  Status status();

  /** Stops after the answer to this request is out. */
  void stop();

  /**
   * A running daemon.
   *
   * @param requests answered so far
   * @param residentBytes resident set size, when the system tells
   */
  record Status(
      long pid,
      String version,
      Instant started,
      long requests,
      int active,
      Optional<Long> residentBytes,
      String socket,
      String log) {}
}
