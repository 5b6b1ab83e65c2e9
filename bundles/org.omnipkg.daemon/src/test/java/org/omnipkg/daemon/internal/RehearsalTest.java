package org.omnipkg.daemon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Commands;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

class RehearsalTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final List<String> LIST = List.of("-e", "work", "list");
  private static final List<String> STATUS = List.of("status");
  private final List<List<String>> answered = new ArrayList<>();

  private Commands commands(List<List<String>> practice, Predicate<List<String>> works) {
    return new Commands() {
      @Override
      public Finish run(Invocation invocation) {
        answered.add(invocation.argv());
        assertFalse(invocation.cancelled().getAsBoolean(), "nobody left");
        return Finish.exit(works.test(invocation.argv()) ? 0 : 1);
      }

      @Override
      public List<List<String>> practice() {
        return practice;
      }
    };
  }

  private static Rehearsal over(Commands commands) {
    return new Rehearsal("here", patience -> commands, List::of, () -> true, LONG);
  }

  @Test
  void each_line_of_the_commands_is_answered_often() {
    assertTrue(over(commands(List.of(LIST, STATUS), line -> true)).getAsBoolean());
    assertTrue(Collections.frequency(answered, LIST) > 1, answered::toString);
    assertTrue(Collections.frequency(answered, STATUS) > 1, answered::toString);
  }

  @Test
  void whoever_comes_ends_it_and_it_is_to_be_done_again() {
    Commands commands = commands(List.of(LIST, STATUS), line -> true);
    assertFalse(
        new Rehearsal("here", patience -> commands, List::of, () -> answered.size() < 3, LONG)
            .getAsBoolean());
    assertEquals(3, answered.size());
  }

  @Test
  void nothing_to_practise_on_is_asked_for_another_time() {
    assertFalse(over(commands(List.of(), line -> true)).getAsBoolean());
    Rehearsal early =
        new Rehearsal(
            "here",
            patience -> {
              throw new Refusal(Diagnostic.user("daemon.not-ready", "not yet", ""));
            },
            List::of,
            () -> true,
            LONG);
    assertFalse(early.getAsBoolean());
  }

  @Test
  void a_line_that_is_refused_is_not_tried_again() {
    assertTrue(over(commands(List.of(LIST, STATUS), LIST::equals)).getAsBoolean());
    assertEquals(1, Collections.frequency(answered, STATUS));
    assertTrue(Collections.frequency(answered, LIST) > 1, answered::toString);
  }

  @Test
  void what_rooms_do_for_practice_is_done_often_and_once() {
    List<String> done = new ArrayList<>();
    List<Runnable> drills =
        List.of(
            () -> done.add("solve"),
            () -> {
              done.add("broken");
              throw new IllegalStateException("its bundle has gone");
            });
    Rehearsal rehearsal =
        new Rehearsal(
            "here",
            patience -> commands(List.of(), line -> true),
            () -> drills,
            () -> true,
            Duration.ofMillis(50));
    rehearsal.getAsBoolean();
    assertTrue(Collections.frequency(done, "solve") > 1, done::toString);
    assertEquals(1, Collections.frequency(done, "broken"));
    int before = done.size();
    rehearsal.getAsBoolean();
    assertEquals(before, done.size());
  }
}
