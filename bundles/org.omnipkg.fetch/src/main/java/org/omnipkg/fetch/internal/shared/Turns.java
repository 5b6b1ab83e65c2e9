package org.omnipkg.fetch.internal.shared;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.omnipkg.model.Progress;

/** One at a time for the same thing, so that it is not fetched twice; a waiting one can cancel. */
public final class Turns {
  private static final class Turn {
    final ReentrantLock lock = new ReentrantLock();
    int wanted;
  }

  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  public <T> T with(String thing, Progress progress, Supplier<T> work) {
    Turn turn =
        turns.compute(
            thing,
            (t, known) -> {
              Turn one = known == null ? new Turn() : known;
              one.wanted++;
              return one;
            });
    try {
      Waiting.until(
          Duration.ofDays(365), progress, nanos -> turn.lock.tryLock(nanos, TimeUnit.NANOSECONDS));
      try {
        return work.get();
      } finally {
        turn.lock.unlock();
      }
    } finally {
      turns.computeIfPresent(thing, (t, known) -> --known.wanted == 0 ? null : known);
    }
  }
}
