package org.omnipkg.resolve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {
  private static final long LONG = 30_000;
  private final Crew crew = new Crew();

  @AfterEach
  void close() {
    crew.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void all_work_is_done_and_no_more_at_once_than_agreed() throws InterruptedException {
    Crew.Watch watch = crew.watch(3);
    CountDownLatch all = new CountDownLatch(50);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 50; i++) {
      assertTrue(
          watch.add(
              () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                now.decrementAndGet();
                all.countDown();
              }));
    }
    all.await();
    assertTrue(most.get() <= 3, () -> most + " at once");
    assertTrue(watch.end(LONG));
  }

  @Test
  void one_request_does_not_wait_for_the_stuck_work_of_another() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Crew.Watch stuck = crew.watch(2);
    for (int i = 0; i < 8; i++) {
      stuck.add(() -> await(never));
    }
    CountDownLatch done = new CountDownLatch(1);
    crew.watch(2).add(done::countDown);
    done.await();
    assertTrue(stuck.end(LONG), "its threads were interrupted");
  }

  @Test
  void the_end_of_a_request_interrupts_its_work_and_forgets_what_waits()
      throws InterruptedException {
    Crew.Watch watch = crew.watch(1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicBoolean second = new AtomicBoolean();
    watch.add(
        () -> {
          begun.countDown();
          await(new CountDownLatch(1));
          interrupted.set(Thread.currentThread().isInterrupted());
        });
    watch.add(() -> second.set(true));
    begun.await();
    assertTrue(watch.end(LONG));
    assertTrue(interrupted.get());
    assertFalse(second.get());
    assertFalse(watch.add(() -> second.set(true)));
  }

  @Test
  void a_thread_goes_on_to_the_next_request_without_the_interrupt_of_the_last()
      throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger interrupts = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      Crew.Watch watch = crew.watch(1);
      CountDownLatch begun = new CountDownLatch(1);
      watch.add(
          () -> {
            threads.add(Thread.currentThread());
            interrupts.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
            begun.countDown();
          });
      begun.await();
      assertTrue(watch.end(LONG));
    }
    assertEquals(0, interrupts.get());
    assertTrue(threads.size() < 100, () -> threads.size() + " threads for 200 requests");
  }

  @Test
  void nothing_is_begun_after_the_crew_has_gone() {
    crew.close();
    assertFalse(crew.watch(1).add(() -> {}));
  }
}
