package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrewTest {
  private static final Executor THREADS = work -> new Thread(work).start();

  private final List<Integer> done = new ArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();

  private Crew.Hand hand(IntFunction<Runnable> work) {
    return new Crew.Hand() {
      @Override
      public Runnable apply(int piece) {
        return work.apply(piece);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private static int[] first(int count) {
    return IntStream.range(0, count).toArray();
  }

  @Test
  void pieces_are_begun_in_the_order_asked_for_and_ended_in_their_own() {
    List<Integer> begun = new ArrayList<>();
    Executor nobody = work -> {};
    Crew.work(
        new int[] {2, 0, 1},
        nobody,
        () ->
            hand(
                piece -> {
                  begun.add(piece);
                  return () -> done.add(piece);
                }));
    assertEquals(List.of(2, 0, 1), begun);
    assertEquals(List.of(0, 1, 2), done);
  }

  @Test
  void pieces_behind_one_that_went_wrong_are_not_begun() {
    List<Integer> begun = new ArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () ->
            Crew.work(
                new int[] {1, 2, 0},
                work -> {},
                () ->
                    hand(
                        piece -> {
                          begun.add(piece);
                          if (piece == 1) {
                            throw new IllegalStateException("piece 1");
                          }
                          return () -> done.add(piece);
                        })));
    assertEquals(List.of(1, 0), begun);
    assertEquals(List.of(0), done);
  }

  @Test
  void what_the_pieces_return_is_run_in_their_order() {
    Crew.work(first(500), THREADS, () -> hand(piece -> () -> done.add(piece)));
    assertEquals(IntStream.range(0, 500).boxed().toList(), done);
  }

  @Test
  void the_first_piece_that_goes_wrong_is_told_though_a_later_one_did_before() {
    CountDownLatch later = new CountDownLatch(1);
    // The caller begins with the first piece and the helper cannot but take the second.
    IllegalStateException told =
        assertThrows(
            IllegalStateException.class,
            () ->
                Crew.work(
                    first(9),
                    THREADS,
                    () ->
                        hand(
                            piece -> {
                              if (piece == 0) {
                                return () -> done.add(piece);
                              }
                              if (piece == 1) {
                                await(later);
                                throw new IllegalStateException("piece 1");
                              }
                              later.countDown();
                              throw new IllegalStateException("piece " + piece);
                            })));
    assertEquals("piece 1", told.getMessage());
    assertEquals(List.of(0), done);
  }

  /** With one processor there is no helper, and piece 1 fails without waiting long. */
  private static void await(CountDownLatch later) {
    try {
      if (Runtime.getRuntime().availableProcessors() > 1) {
        later.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nobody_is_at_work_afterwards_and_who_comes_late_finds_nothing() {
    List<Runnable> kept = new ArrayList<>();
    Crew.work(first(5), kept::add, () -> hand(piece -> () -> done.add(piece)));
    kept.forEach(Runnable::run);
    assertEquals(List.of(0, 1, 2, 3, 4), done);
    assertEquals(1, closed.get());
  }

  @Test
  void without_helpers_the_caller_does_it_all() {
    Crew.work(
        first(3),
        work -> {
          throw new RejectedExecutionException("closed");
        },
        () -> hand(piece -> () -> done.add(piece)));
    assertEquals(List.of(0, 1, 2), done);
  }

  @Test
  void no_pieces_are_no_work() {
    Crew.work(first(0), THREADS, () -> hand(piece -> () -> done.add(piece)));
    assertTrue(done.isEmpty());
  }
}
