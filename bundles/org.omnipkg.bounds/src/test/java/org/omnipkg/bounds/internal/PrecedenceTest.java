package org.omnipkg.bounds.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.omnipkg.bounds.woven.Leash;
import org.osgi.framework.Bundle;

class PrecedenceTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Bundle BUNDLE = Neighbours.bundle();
  private static final long FOR_GOOD = TimeUnit.HOURS.toNanos(1);

  /** A call that is waited for by a thread of its own. */
  private static final class Call {
    private final CompletableFuture<Object> answer = new CompletableFuture<>();
    private final Errand errand;

    Call(Precedence precedence, Callable<Object> work) {
      Neighbour neighbour =
          new Neighbour(
              BUNDLE,
              () -> Neighbours.limits(600_000),
              new CopyOnWriteArrayList<>()::add,
              precedence);
      this.errand = neighbour.errand("`Toy.play` of toy").to(work::call);
      Thread caller = new Thread(() -> answer.complete(neighbour.call(errand, null)));
      caller.setDaemon(true);
      caller.start();
    }

    boolean stands() {
      Thread worker = errand.worker();
      return worker != null && LockSupport.getBlocker(worker) == Leash.class;
    }

    Object answer() throws Exception {
      return answer.get(1, TimeUnit.MINUTES);
    }
  }

  private static void turn() {
    Leash.here((int) BUNDLE.getBundleId());
  }

  private static long waits() {
    return THREADS.getThreadInfo(Thread.currentThread().getId()).getWaitedCount();
  }

  /** Computes until it stood still for another command, one of which begins before each turn. */
  private static Callable<Object> besideOthers(Precedence precedence) {
    return () -> {
      long before = waits();
      while (waits() == before) {
        precedence.occupied(1);
        precedence.occupied(2);
        turn();
      }
      return "stood";
    };
  }

  @Test
  void a_call_that_computes_for_long_stands_still_until_the_other_command_has_ended()
      throws Exception {
    Precedence precedence = new Precedence(FOR_GOOD);
    Call call = new Call(precedence, besideOthers(precedence));
    while (!call.stands()) {
      Thread.onSpinWait();
    }
    assertFalse(call.errand.done());
    precedence.occupied(1);
    assertEquals("stood", call.answer());
  }

  @Test
  void it_goes_on_by_itself_where_the_other_command_takes_long() throws Exception {
    Precedence precedence = new Precedence();
    assertEquals("stood", new Call(precedence, besideOthers(precedence)).answer());
  }

  @Test
  void one_that_is_the_only_command_never_stands_still() throws Exception {
    Precedence precedence = new Precedence(FOR_GOOD);
    Callable<Object> alone =
        () -> {
          long before = waits();
          while (THREADS.getCurrentThreadCpuTime() < 3 * Precedence.MUCH_NANOS) {
            precedence.occupied(0);
            precedence.occupied(1);
            turn();
          }
          return waits() - before;
        };
    assertEquals(0L, new Call(precedence, alone).answer());
  }
}
