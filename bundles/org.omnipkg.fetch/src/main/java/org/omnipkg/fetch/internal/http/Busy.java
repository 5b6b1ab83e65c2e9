package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The server asks to come again later (429, 5xx). */
final class Busy extends IOException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final transient Optional<Duration> wait;

  Busy(int status, Optional<Duration> wait) {
    super("status " + status);
    this.status = status;
    this.wait = wait;
  }

  int status() {
    return status;
  }

  Optional<Duration> asked() {
    return wait;
  }
}
