package org.omnipkg.bounds.internal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.omnipkg.bounds.woven.Leash;

/**
 * One call into an added bundle. Its clock stands still while the house works for it, and starts
 * anew when it tells of progress. It is interrupted only in its own code, never in the house's.
 */
final class Errand implements Runnable {
  /** Progress without end is none: so many times its allowance in all. */
  private static final int MOST = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String doing;
  private final long allowance;
  private final Thread caller = Thread.currentThread();
  private final long begun = System.nanoTime();
  private Callable<@Nullable Object> work = () -> null;

  private volatile long takenBefore;
  private volatile long fullBefore;
  private volatile @Nullable Thread worker;
  private volatile long deadline;
  private volatile boolean done;
  private volatile boolean abandoned;
  private @Nullable Object result;
  private @Nullable Throwable failure;
  private volatile boolean flood;

  /** What its thread had computed when somebody first looked; only whoever waits for it looks. */
  private long computedBefore = -1;

  // Guarded by this.
  private long standsUntil;
  private long standsSince;
  private long stood;
  private int inHouse;
  private long left;
  private long entered;
  private long forHouse;
  private boolean interruptDue;
  private boolean over;
  private @Nullable Throwable ours;

  /**
   * @param doing part and method, for people
   * @param allowance nanoseconds of its own between two signs of progress
   */
  Errand(String doing, long allowance) {
    this.doing = doing;
    this.allowance = allowance;
    this.deadline = System.nanoTime() + allowance;
  }

  /** What there is to do; before it is given to anybody. */
  Errand to(Callable<@Nullable Object> what) {
    work = what;
    return this;
  }

  long allowance() {
    return allowance;
  }

  String doing() {
    return doing;
  }

  @Override
  public void run() {
    takenBefore = taken();
    fullBefore = HeapAlarm.full();
    worker = Thread.currentThread();
    try {
      result = work.call();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    synchronized (this) {
      over = true;
      Thread.interrupted();
    }
    done = true;
    LockSupport.unpark(caller);
  }

  boolean done() {
    return done;
  }

  @Nullable Object result() {
    return result;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /** What its thread had taken when it began. */
  long takenBefore() {
    return takenBefore;
  }

  /** How full the house's memory was when it began, with what nobody needed any more. */
  long fullBefore() {
    return fullBefore;
  }

  private static long taken() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Nullable Thread worker() {
    return worker;
  }

  /** Whether its time is up; never while the house works for it. */
  boolean overdue() {
    synchronized (this) {
      long now = System.nanoTime();
      return inHouse == 0 && (now - deadline > 0 || now - begun - forHouse > MOST * allowance);
    }
  }

  /** The house begins to work for it; for threads it started itself no clock stands still. */
  synchronized void enter() {
    if (Thread.currentThread() == worker && inHouse++ == 0) {
      entered = System.nanoTime();
      left = deadline - entered;
    }
  }

  /**
   * The house has done.
   *
   * @param progress whether something was got on with
   * @param thrown what the house threw: not the bundle's fault
   */
  synchronized void leave(boolean progress, @Nullable Throwable thrown) {
    if (thrown != null) {
      ours = thrown;
    }
    if (progress) {
      left = allowance;
      deadline = System.nanoTime() + allowance;
    }
    if (Thread.currentThread() == worker && --inHouse == 0) {
      long now = System.nanoTime();
      forHouse += now - entered;
      deadline = now + left;
      if (interruptDue) {
        interruptDue = false;
        Thread.currentThread().interrupt();
      }
    }
  }

  synchronized boolean inHouse() {
    return inHouse > 0;
  }

  /** What the house threw at it last. */
  synchronized @Nullable Throwable ours() {
    return ours;
  }

  /** Once; in its own code, or when it comes back to it. */
  synchronized void interrupt() {
    Thread thread = worker;
    if (over || thread == null) {
      return;
    }
    if (inHouse == 0) {
      thread.interrupt();
    } else {
      interruptDue = true;
    }
  }

  /** It is the one that fills the memory: it is not waited for. */
  void accuse() {
    flood = true;
    Thread thread = worker;
    synchronized (this) {
      if (thread != null && !over) {
        Leash.end(thread);
      }
    }
    LockSupport.unpark(caller);
  }

  /** It fills the memory fast: others come first for a while, which does not count as its own. */
  void brake(long nanos) {
    synchronized (this) {
      Thread thread = worker;
      if (thread != null && !over) {
        Leash.hold(thread, System.nanoTime() + nanos);
        deadline += nanos;
        forHouse += nanos;
      }
    }
  }

  /** Nanoseconds of a processor since this was first asked. */
  long computed() {
    Thread thread = worker;
    long all = thread == null ? -1 : THREADS.getThreadCpuTime(thread.getId());
    if (computedBefore < 0) {
      computedBefore = all;
    }
    return all < 0 ? 0 : all - computedBefore;
  }

  /** Others come first, for so long at most; in all for no longer than it may take itself. */
  synchronized void stand(long nanos) {
    resume();
    Thread thread = worker;
    if (thread != null && !over && stood < allowance) {
      standsSince = System.nanoTime();
      standsUntil = standsSince + nanos;
      Leash.hold(thread, standsUntil);
    }
  }

  /** It may go on; that it stood still was not its own time. */
  synchronized void resume() {
    Thread thread = worker;
    if (thread != null && standsUntil != 0) {
      Leash.release(thread, standsUntil);
      long still = Math.min(System.nanoTime(), standsUntil) - standsSince;
      standsUntil = 0;
      stood += still;
      deadline += still;
      forHouse += still;
    }
  }

  boolean accused() {
    return flood;
  }

  /** Nobody waits any more. */
  void abandon() {
    abandoned = true;
  }

  boolean abandoned() {
    return abandoned;
  }
}
