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

  Limits with(Duration perCall, int ownThreads) {
    return new Limits(perCall, starting, heed, ownThreads, strikes, memory);
  }
}
