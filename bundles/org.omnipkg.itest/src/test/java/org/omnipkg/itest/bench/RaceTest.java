package org.omnipkg.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {
  @TempDir Path folder;
  private final List<String> order = new ArrayList<>();

  private Entrant entrant(String who, String... words) {
    Command command = new Command(List.of("/bin/sh", "-c"), Map.of(), folder).plus(words);
    return Entrant.of(who, command).before(round -> order.add(who + round));
  }

  private Outcome run(int rounds, int warmUps, Entrant... entrants) throws Exception {
    Race race = new Race("key", "Title", "", rounds, warmUps, false, List.of(entrants), List.of());
    try (Spawner spawner = new Spawner(Path.of("python3"), folder)) {
      return race.run(spawner);
    }
  }

  @Test
  void everyone_runs_in_each_round_and_each_round_begins_with_the_next() throws Exception {
    run(2, 1, entrant("a", "true"), entrant("b", "true"));
    assertEquals(List.of("a0", "b0", "b1", "a1", "a2", "b2"), order);
  }

  @Test
  void warm_up_rounds_are_not_among_the_samples() throws Exception {
    assertEquals(3, run(3, 2, entrant("a", "true")).of("a").count());
  }

  @Test
  void who_is_slow_runs_in_some_rounds_spread_over_all() throws Exception {
    Outcome outcome = run(6, 1, entrant("a", "true"), entrant("slow", "true").atMost(2));
    assertEquals(2, outcome.of("slow").count());
    assertEquals(List.of("slow1", "slow4"), order.stream().filter(o -> o.startsWith("s")).toList());
  }

  @Test
  void a_sample_is_the_time_of_the_whole_process() throws Exception {
    assertTrue(run(3, 0, entrant("a", "sleep 0.05")).of("a").least() >= 50);
  }

  @Test
  void an_exit_code_that_is_not_zero_ends_the_race() {
    Failure failure = assertThrows(Failure.class, () -> run(3, 0, entrant("a", "exit 3")));
    assertTrue(failure.getMessage().contains("exit code 3"), failure.getMessage());
  }

  @Test
  void a_check_that_fails_ends_the_race() {
    Entrant wrong =
        entrant("a", "true")
            .after(
                round -> {
                  throw new Failure("imported another");
                });
    Failure failure = assertThrows(Failure.class, () -> run(3, 0, wrong));
    assertTrue(failure.getMessage().contains("imported another"), failure.getMessage());
  }
}
