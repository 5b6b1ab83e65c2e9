package org.omnipkg.bounds.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.omnipkg.bounds.Offence;
import org.omnipkg.model.Refusal;

class HeapAlarmTest {
  private static final int MEGABYTE = 1 << 20;
  private static final long ALL = 16L * MEGABYTE;

  /** More than anybody here could have kept: what counts is what was taken. */
  private static final long HEAPS = Long.MAX_VALUE / 2;

  private final List<Offence> offences = new CopyOnWriteArrayList<>();
  private final Neighbour neighbour = Neighbours.of(60_000, offences);
  private final HeapAlarm alarm = new HeapAlarm(() -> List.of(neighbour), ALL);
  private final CountDownLatch taken = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  /** A call that takes so much, tells, and answers when it may. */
  private CompletableFuture<Object> taking(int megabytes) throws Exception {
    CompletableFuture<Object> answer =
        CompletableFuture.supplyAsync(
            () ->
                neighbour.call(
                    neighbour
                        .errand("`Toy.play` of toy")
                        .to(
                            () -> {
                              List<byte[]> kept = new ArrayList<>();
                              for (int i = 0; i < megabytes; i++) {
                                kept.add(new byte[MEGABYTE]);
                              }
                              taken.countDown();
                              release.await();
                              return "kept " + kept.size();
                            }),
                    null));
    taken.await();
    return answer;
  }

  @Test
  void a_call_under_which_half_of_the_memory_came_to_stay_is_ended() throws Exception {
    CompletableFuture<Object> answer = taking(12);
    alarm.collected(HEAPS, false, 1);
    Refusal refusal = (Refusal) assertThrows(ExecutionException.class, answer::get).getCause();
    assertEquals("plugin.too-large", refusal.diagnostic().code());
    assertEquals(1, offences.size());
  }

  @Test
  void a_call_that_takes_much_and_keeps_little_is_left_alone() throws Exception {
    CompletableFuture<Object> answer = taking(64);
    alarm.collected(0, false, 1);
    release.countDown();
    assertEquals("kept 64", answer.get());
    assertEquals(List.of(), offences);
  }

  @Test
  void a_call_that_keeps_less_than_half_is_only_braked() throws Exception {
    CompletableFuture<Object> answer = taking(4);
    alarm.collected(HEAPS, true, 1);
    release.countDown();
    assertEquals("kept 4", answer.get());
    assertEquals(List.of(), offences);
  }

  @Test
  void when_there_is_hardly_room_whoever_took_half_is_ended() throws Exception {
    CompletableFuture<Object> answer = taking(12);
    alarm.collected(0, true, 1);
    assertThrows(ExecutionException.class, answer::get);
    assertEquals(1, offences.size());
  }
}
