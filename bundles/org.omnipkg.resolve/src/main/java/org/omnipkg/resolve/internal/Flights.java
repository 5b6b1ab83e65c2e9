package org.omnipkg.resolve.internal;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/**
 * One flight per key: the first who asks does the work on its own thread, the others wait for it.
 * Answers and refusals stay (a stalled index stalls a request once), anything else is tried anew.
 */
final class Flights<K, V> {
  private static final long LOOK_UP_MILLIS = 100;

  private final ConcurrentMap<K, FutureTask<V>> flights = new ConcurrentHashMap<>();
  private final Progress progress;

  Flights(Progress progress) {
    this.progress = progress;
  }

  V get(K key, Callable<V> work) {
    while (true) {
      progress.checkpoint();
      FutureTask<V> own = new FutureTask<>(work);
      FutureTask<V> first = flights.putIfAbsent(key, own);
      if (first == null) {
        own.run();
        return land(key, own);
      }
      try {
        return land(key, first);
      } catch (CancellationException gaveUp) {
        // The other thread was stopped, not necessarily this one: the loop looks and tries itself.
        progress.checkpoint();
      }
    }
  }

  /** How many were asked for. */
  int size() {
    return flights.size();
  }

  /** The answer, if it is there already. */
  Optional<V> peek(K key) {
    FutureTask<V> flight = flights.get(key);
    if (flight == null || !flight.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(flight.get());
    } catch (ExecutionException | CancellationException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private V land(K key, FutureTask<V> flight) {
    while (true) {
      try {
        return flight.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillFlying) {
        progress.checkpoint();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw stopped(e);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Refusal refusal) {
          throw refusal;
        }
        flights.remove(key, flight);
        if (cause instanceof RuntimeException || cause instanceof Error) {
          throw Flights.<RuntimeException>asIs(cause);
        }
        throw new IllegalStateException(cause);
      }
    }
  }

  private static CancellationException stopped(InterruptedException e) {
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(e);
    return cancelled;
  }

  @SuppressWarnings("unchecked") // only ever called with unchecked throwables
  private static <T extends Throwable> T asIs(Throwable cause) throws T {
    throw (T) cause;
  }
}
