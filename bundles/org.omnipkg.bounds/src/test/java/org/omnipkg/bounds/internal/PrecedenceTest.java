package org.omnipkg.bounds.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omnipkg.bounds.woven.Leash;

class PrecedenceTest {
  private final Precedence precedence = new Precedence();
  private final Neighbour neighbour =
      new Neighbour(
          Neighbours.bundle(),
          () -> Neighbours.limits(600_000),
          new CopyOnWriteArrayList<>()::add,
          precedence);
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicLong turns = new AtomicLong();

  @AfterEach
  void end() {
    enough.set(true);
  }

  private Object loop() {
    int id = (int) neighbour.bundle().getBundleId();
    while (!enough.get()) {
      turns.incrementAndGet();
      Leash.here(id);
    }
    return "done";
  }

  private Errand begin(CompletableFuture<Object> answer) throws InterruptedException {
    Errand errand = neighbour.errand("`Toy.play` of toy").to(this::loop);
    Thread caller = new Thread(() -> answer.complete(neighbour.call(errand, null)));
    caller.setDaemon(true);
    caller.start();
    while (errand.worker() == null) {
      Thread.sleep(1);
    }
    return errand;
  }

  private static boolean stands(Errand errand) {
    return LockSupport.getBlocker(errand.worker()) == Leash.class;
  }

  @Test
  void a_call_that_computes_for_long_stands_still_when_another_command_begins() throws Exception {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Errand errand = begin(answer);
    do {
      precedence.occupied(1);
      precedence.occupied(2);
      Thread.sleep(1);
    } while (!stands(errand));
    precedence.occupied(1);
    long before = turns.get();
    while (turns.get() == before) {
      Thread.sleep(1);
    }
    assertNotSame(Leash.class, LockSupport.getBlocker(errand.worker()));
    enough.set(true);
    assertEquals("done", answer.get());
  }

  @Test
  void it_goes_on_by_itself_where_the_other_command_takes_long() throws Exception {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Errand errand = begin(answer);
    do {
      precedence.occupied(1);
      precedence.occupied(2);
      Thread.sleep(1);
    } while (!stands(errand));
    long before = turns.get();
    while (turns.get() == before) {
      Thread.sleep(1);
    }
    enough.set(true);
    assertEquals("done", answer.get());
  }

  @Test
  void one_that_is_the_only_command_never_stands_still() throws Exception {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Errand errand = begin(answer);
    while (errand.computed() < 3 * Precedence.MUCH_NANOS) {
      precedence.occupied(0);
      precedence.occupied(1);
      assertNotSame(Leash.class, LockSupport.getBlocker(errand.worker()));
      Thread.sleep(1);
    }
    enough.set(true);
    assertEquals("done", answer.get());
  }
}
