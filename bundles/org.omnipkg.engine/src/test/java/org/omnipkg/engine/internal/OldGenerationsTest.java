package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;

class OldGenerationsTest {
  @TempDir private Path folder;
  private MemoryEnvironments environments;
  private OldGenerations old;

  @BeforeEach
  void open() {
    environments = new MemoryEnvironments(folder);
    old = new OldGenerations(environments, SmallHouse.silent(), TimeUnit.HOURS.toMillis(1));
  }

  private void generations(String environment, int many) {
    for (int i = 0; i < many; i++) {
      environments.add(environment, State.made(Instant.EPOCH, List.of()).state());
    }
  }

  private List<Integer> left(String environment) {
    return environments.generations(environment).stream()
        .map(Environments.Generation::number)
        .toList();
  }

  @Test
  void nothing_is_taken_away_while_the_answer_is_waited_for() {
    generations("e", 30);
    old.later("e", 2);
    assertEquals(30, left("e").size());
    assertEquals(0, environments.holds);
  }

  @Test
  void what_is_still_due_at_the_end_is_done_then_in_short_holds() throws Exception {
    generations("e", 30);
    generations("f", 3);
    old.later("e", 5);
    old.later("e", 2);
    old.later("f", 3);
    old.stop();
    assertEquals(List.of(29, 30), left("e"));
    assertEquals(List.of(1, 2, 3), left("f"));
    assertEquals(4, environments.holds);
    assertEquals(0, environments.held);
  }

  @Test
  void an_environment_that_was_removed_meanwhile_is_not_made_again() throws Exception {
    generations("e", 3);
    old.later("e", 1);
    environments.all.remove("e");
    old.stop();
    assertEquals(0, environments.holds);
  }

  @Test
  void a_change_after_the_end_is_left_to_the_next_one() throws Exception {
    generations("e", 3);
    old.stop();
    old.later("e", 1);
    assertEquals(3, left("e").size());
  }
}
