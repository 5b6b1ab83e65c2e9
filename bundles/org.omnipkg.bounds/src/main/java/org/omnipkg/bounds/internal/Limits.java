package org.omnipkg.bounds.internal;

import java.time.Duration;

/**
 * How much an added bundle may take.
 *
 * @param call its own time for one call, between two signs of progress
 * @param starting for installing, starting and giving its services
 * @param heed how long after an interrupt a call may go on
 * @param threads of its own at once
 * @param strikes calls that may fail within {@code memory} before it is put away
 * @param memory how long a failed call is remembered
 */
record Limits(
    Duration call, Duration starting, Duration heed, int threads, int strikes, Duration memory) {
  static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          64,
          5,
          Duration.ofMinutes(10));

  /** Who gives calls more time, on a slow or busy machine, gives starting no less. */
  Limits with(Duration perCall, int ownThreads) {
    Duration start = perCall.compareTo(call) > 0 ? perCall : starting;
    return new Limits(perCall, start, heed, ownThreads, strikes, memory);
  }
}
