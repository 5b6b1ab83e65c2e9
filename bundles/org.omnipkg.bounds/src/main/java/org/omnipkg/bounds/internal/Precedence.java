package org.omnipkg.bounds.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Who computes for long lets others go first: when another command begins, a call that has taken
 * much of a processor stands still at its next turn, until that command has ended or has had a
 * tenth of a second.
 */
final class Precedence {
  static final long MUCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Set<Errand> longRunning = ConcurrentHashMap.newKeySet();
  private final long turn;

  // Guarded by this.
  private int commands;

  Precedence() {
    this(TURN_NANOS);
  }

  /**
   * @param turn nanoseconds another command has at most, while those that compute for long stand
   */
  Precedence(long turn) {
    this.turn = turn;
  }

  /** Looks at a call that is not done yet; by whoever waits for it, now and then. */
  void look(Errand errand) {
    if (errand.computed() > MUCH_NANOS && !errand.done()) {
      longRunning.add(errand);
    }
  }

  /** Nobody waits for it any more. */
  void forget(Errand errand) {
    if (!longRunning.isEmpty()) {
      longRunning.remove(errand);
    }
  }

  /** So many commands are being answered now; each of the calls belongs to one of them. */
  synchronized void occupied(int now) {
    boolean another = now > commands;
    commands = now;
    if (longRunning.isEmpty()) {
      return;
    }
    if (now <= longRunning.size()) {
      longRunning.forEach(Errand::resume);
    } else if (another) {
      longRunning.forEach(errand -> errand.stand(turn));
    }
  }
}
