package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final Batch batch = new Batch("test");

  @AfterEach
  void stop() {
    batch.stop();
  }

  @Test
  void results_come_in_the_order_of_the_work() {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int n = i;
      work.add(() -> n);
    }
    List<Integer> results = batch.run(work);
    assertEquals(100, results.size());
    assertEquals(42, results.get(42));
  }

  @Test
  void a_failure_stops_the_others_and_waits_until_they_have_cleaned_up() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean cleaned = new AtomicBoolean();
    List<Callable<Integer>> work =
        List.of(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
                return 1;
              } finally {
                cleaned.set(true);
              }
            },
            () -> {
              begun.await();
              throw new IllegalStateException("first");
            });
    RuntimeException failed = assertThrows(RuntimeException.class, () -> batch.run(work));
    assertEquals("first", failed.getMessage());
    assertTrue(cleaned.get());
  }

  @Test
  void in_order_the_first_piece_that_fails_is_told_of_whenever_it_does() {
    CountDownLatch later = new CountDownLatch(1);
    List<Callable<Integer>> work =
        List.of(
            () -> {
              later.await();
              throw new IllegalStateException("first");
            },
            () -> {
              later.countDown();
              throw new IllegalStateException("second");
            });
    RuntimeException failed = assertThrows(RuntimeException.class, () -> batch.inOrder(work));
    assertEquals("first", failed.getMessage());
  }
}
