package org.omnipkg.plugins.internal;

import java.time.Duration;
import org.omnipkg.bounds.Bounds;
import org.osgi.framework.Bundle;

/** Sees to it that a bundle goes, and that nobody waits for ever for one that does not. */
final class Departure {
  /** Longer than calls on it are waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Host host;
  private final Bounds bounds;

  Departure(Host host, Bounds bounds) {
    this.host = host;
    this.bounds = bounds;
  }

  /**
   * Drained, stopped, taken out; its threads are interrupted.
   *
   * @return false when it does not stop: it stays in the memory, unused, until the daemon ends
   */
  boolean of(Bundle bundle) {
    Thread leaving = new Thread(() -> host.leave(bundle), "omnipkg-departure");
    leaving.setDaemon(true);
    leaving.start();
    try {
      Bounds.Standing standing = bounds.standing(bundle);
      boolean hangs = standing.stuck() > 0 || standing.starting();
      Duration patience = hangs || bundle.getState() == Bundle.STARTING ? GRACE : PATIENCE;
      leaving.join(patience.toMillis());
      bounds.end(bundle);
      if (leaving.isAlive()) {
        leaving.interrupt();
        leaving.join(GRACE.toMillis());
      }
    } catch (InterruptedException e) {
      bounds.end(bundle);
      Thread.currentThread().interrupt();
    }
    return !leaving.isAlive();
  }
}
