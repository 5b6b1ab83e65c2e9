package org.omnipkg.bounds.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.omnipkg.bounds.Offence;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

class NeighbourTest {
  private final List<Offence> offences = new CopyOnWriteArrayList<>();

  private static Object call(Neighbour neighbour, Callable<Object> work) {
    return neighbour.call(neighbour.errand("`Toy.play` of toy").to(work::call), null);
  }

  private static Diagnostic refused(Neighbour neighbour, Callable<Object> work) {
    return assertThrows(Refusal.class, () -> call(neighbour, work)).diagnostic();
  }

  @Test
  void a_call_is_done_by_another_thread_and_its_answer_comes_back() {
    Neighbour neighbour = Neighbours.of(60_000, offences);
    Object worker = call(neighbour, Thread::currentThread);
    assertNotSame(Thread.currentThread(), worker);
    assertEquals("answer", call(neighbour, () -> "answer"));
    assertEquals(List.of(), offences);
  }

  @Test
  void what_is_thrown_names_bundle_version_and_method_and_too_often_is_too_much() {
    Neighbour neighbour = Neighbours.of(60_000, offences);
    Callable<Object> broken =
        () -> {
          throw new IllegalStateException("of course");
        };
    Diagnostic why = refused(neighbour, broken);
    assertEquals("plugin.failed", why.code());
    assertEquals(Diagnostic.Kind.BUG, why.kind());
    assertEquals("the plugin `org.example.toy 1.0.0` failed in `Toy.play` of toy", why.message());
    assertTrue(why.details().get(0).contains("of course"));
    refused(neighbour, broken);
    assertEquals(List.of(), offences);
    refused(neighbour, broken);
    assertEquals(1, offences.size());
    assertEquals("plugin.quarantined", refused(neighbour, () -> "answer").code());
  }

  @Test
  void a_stack_overflow_and_a_missing_class_are_told_like_any_failure() {
    Neighbour neighbour = Neighbours.of(60_000, offences);
    for (Error error : List.of(new StackOverflowError(), new NoClassDefFoundError("x"))) {
      assertEquals(
          "plugin.failed",
          refused(
                  neighbour,
                  () -> {
                    throw error;
                  })
              .code());
    }
  }

  @Test
  void a_refusal_of_the_bundle_is_its_answer() {
    Neighbour neighbour = Neighbours.of(60_000, offences);
    Refusal own = new Refusal(Diagnostic.user("toy.broken", "no such toy", ""));
    for (int turn = 0; turn < 5; turn++) {
      assertSame(
          own,
          assertThrows(
              Refusal.class,
              () ->
                  call(
                      neighbour,
                      () -> {
                        throw own;
                      })));
    }
    assertEquals(List.of(), offences);
  }

  @Test
  void a_hang_that_heeds_the_interrupt_is_told_and_forgiven() {
    Neighbour neighbour = Neighbours.of(50, offences);
    Diagnostic why =
        refused(
            neighbour,
            () -> {
              Thread.sleep(3_600_000);
              return "";
            });
    assertEquals("plugin.too-slow", why.code());
    assertEquals(List.of(), offences);
    assertEquals("answer", call(neighbour, () -> "answer"));
  }

  @Test
  void a_hang_that_heeds_nothing_is_left_behind_and_the_bundle_reported() {
    Neighbour neighbour = Neighbours.of(50, offences);
    CountDownLatch release = new CountDownLatch(1);
    Diagnostic why =
        refused(
            neighbour,
            () -> {
              while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
              }
              return "";
            });
    assertEquals("plugin.too-slow", why.code());
    assertEquals(1, offences.size());
    assertEquals(1, neighbour.standing().stuck());
    assertEquals("plugin.quarantined", refused(neighbour, () -> "answer").code());
    release.countDown();
  }

  @Test
  void the_clock_stands_still_while_the_house_works_and_its_failures_are_its_own() {
    Neighbour neighbour = Neighbours.of(200, offences);
    UncheckedIOException ours = new UncheckedIOException(new java.io.IOException("disk full"));
    Errand errand = neighbour.errand("`Toy.play` of toy");
    Supplier<?> slow =
        (Supplier<?>)
            HouseSide.lent(
                Supplier.class,
                (Supplier<Object>)
                    () -> {
                      LockSupport.parkNanos(600_000_000);
                      throw ours;
                    },
                errand);
    assertSame(
        ours,
        assertThrows(UncheckedIOException.class, () -> neighbour.call(errand.to(slow::get), null)));
    assertEquals(List.of(), offences);
  }

  @Test
  void progress_begins_the_time_anew() {
    Neighbour neighbour = Neighbours.of(400, offences);
    Errand errand = neighbour.errand("`Toy.play` of toy");
    Progress progress = (Progress) HouseSide.lent(Progress.class, Progress.SILENT, errand);
    Object answer =
        neighbour.call(
            errand.to(
                () -> {
                  for (int turn = 0; turn < 10; turn++) {
                    Thread.sleep(100);
                    progress.step("Playing");
                  }
                  return "played";
                }),
            null);
    assertEquals("played", answer);
  }

  @Test
  void who_asked_can_give_up_at_any_time() {
    Neighbour neighbour = Neighbours.of(60_000, offences);
    AtomicBoolean cancelled = new AtomicBoolean();
    Progress progress =
        (Progress)
            java.lang.reflect.Proxy.newProxyInstance(
                Progress.class.getClassLoader(),
                new Class<?>[] {Progress.class},
                (proxy, method, arguments) -> cancelled.get());
    Errand errand =
        neighbour
            .errand("`Toy.play` of toy")
            .to(
                () -> {
                  cancelled.set(true);
                  Thread.sleep(3_600_000);
                  return "";
                });
    assertThrows(CancellationException.class, () -> neighbour.call(errand, progress));
    assertEquals(List.of(), offences);
  }

  @Test
  void threads_it_starts_are_counted_and_interrupted_when_it_ends() throws Exception {
    Neighbour neighbour = Neighbours.of(60_000, offences);
    List<Thread> started = new ArrayList<>();
    CountDownLatch ended = new CountDownLatch(4);
    call(
        neighbour,
        () -> {
          for (int i = 0; i < 4; i++) {
            Thread thread =
                new Thread(
                    () -> {
                      try {
                        Thread.sleep(3_600_000);
                      } catch (InterruptedException e) {
                        ended.countDown();
                      }
                    });
            thread.setDaemon(true);
            thread.start();
            started.add(thread);
          }
          return "";
        });
    assertEquals(Set.copyOf(started), Set.copyOf(neighbour.own()));
    assertEquals(4, neighbour.standing().threads());
    neighbour.look();
    assertEquals(List.of("plugin.threads"), offences.stream().map(o -> o.why().code()).toList());
    neighbour.end();
    ended.await();
  }

  @Test
  void memory_that_runs_out_in_its_own_thread_is_its_own_fault() {
    Neighbour neighbour = Neighbours.of(60_000, offences);
    assertEquals("plugin.too-large", refused(neighbour, () -> new long[Integer.MAX_VALUE]).code());
    assertEquals(1, offences.size());
  }
}
