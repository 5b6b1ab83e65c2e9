package org.omnipkg.bounds.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread in which an added bundle works: one errand after the other, gone when there are none.
 */
final class Hand extends Thread {
  /** A caller that asks again at once, as solvers do, finds it awake. */
  private static final int SPINS = 2_000;

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Object GONE = new Object();

  private final Neighbour neighbour;
  private final AtomicReference<@Nullable Object> next = new AtomicReference<>();

  private volatile @Nullable Errand current;

  Hand(Neighbour neighbour, ThreadGroup group, String name) {
    super(group, null, name, 0, false);
    this.neighbour = neighbour;
    setContextClassLoader(HouseMark.without(getContextClassLoader()));
    setDaemon(true);
  }

  Neighbour neighbour() {
    return neighbour;
  }

  /**
   * @return false when it has gone home
   */
  boolean give(Errand errand) {
    if (!next.compareAndSet(null, errand)) {
      return false;
    }
    LockSupport.unpark(this);
    return true;
  }

  /** It waits for nothing more: what it holds of the bundle is let go of now. */
  void dismiss() {
    if (next.compareAndSet(null, GONE)) {
      LockSupport.unpark(this);
    }
  }

  /** Whether it is at work in the bundle's own code, not in the house's. */
  boolean abroad() {
    Errand now = current;
    return now != null && !now.inHouse();
  }

  @Override
  public void run() {
    for (Errand errand = await(); errand != null; errand = await()) {
      current = errand;
      errand.run();
      current = null;
      if (!neighbour.keeps(this, errand)) {
        return;
      }
    }
  }

  private @Nullable Errand await() {
    for (int i = 0; i < SPINS; i++) {
      if (next.get() instanceof Errand given) {
        next.set(null);
        return given;
      }
      Thread.onSpinWait();
    }
    long end = System.nanoTime() + IDLE_NANOS;
    while (true) {
      Object given = next.get();
      if (given == GONE) {
        return null;
      }
      if (given instanceof Errand errand) {
        next.set(null);
        return errand;
      }
      long left = end - System.nanoTime();
      if (left <= 0 && next.compareAndSet(null, GONE)) {
        return null;
      }
      LockSupport.parkNanos(this, Math.max(left, 1));
    }
  }
}
