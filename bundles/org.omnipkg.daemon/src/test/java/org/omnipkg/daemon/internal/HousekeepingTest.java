package org.omnipkg.daemon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration LONGER = Duration.ofMinutes(2);
  @TempDir Path folder;
  private final AtomicInteger collected = new AtomicInteger();
  private final AtomicInteger rehearsals = new AtomicInteger();
  private boolean disturbed;
  private boolean environment = true;
  private boolean drilled;
  private Path output;
  private Housekeeping housekeeping;

  @BeforeEach
  void furnish() {
    output = folder.resolve("daemon.out");
    housekeeping =
        new Housekeeping(
            output,
            () -> {
              drilled |= !disturbed;
              return rehearsals.incrementAndGet() > 0 && !disturbed && environment;
            },
            () -> drilled,
            collected::incrementAndGet);
  }

  @Test
  void memory_is_given_back_some_more_times_after_practice() throws Exception {
    housekeeping.look(LONG, 3);
    assertEquals(1, collected.get());
    for (int look = 0; look < 5; look++) {
      housekeeping.look(LONG, 3);
    }
    assertEquals(4, collected.get());
  }

  @Test
  void so_it_is_where_there_is_no_environment_to_practise_on() throws Exception {
    environment = false;
    for (int look = 0; look < 6; look++) {
      housekeeping.look(LONG, 3);
    }
    assertEquals(4, collected.get());
    assertEquals(6, rehearsals.get());
  }

  @Test
  void memory_is_given_back_once_after_work_and_not_during_it() throws Exception {
    disturbed = true;
    housekeeping.look(Duration.ZERO, 3);
    assertEquals(0, collected.get());
    housekeeping.look(LONG, 3);
    housekeeping.look(LONG, 3);
    assertEquals(1, collected.get());
    housekeeping.look(LONG, 4);
    assertEquals(2, collected.get());
  }

  @Test
  void what_was_kept_while_there_was_room_is_given_back_after_a_longer_rest() throws Exception {
    disturbed = true;
    housekeeping.look(LONG, 3);
    assertEquals(1, collected.get());
    housekeeping.look(LONGER, 3);
    housekeeping.look(LONGER, 3);
    assertEquals(3, collected.get());
    housekeeping.look(LONG, 4);
    assertEquals(4, collected.get());
    housekeeping.look(LONGER, 4);
    assertEquals(6, collected.get());
  }

  @Test
  void what_is_asked_often_is_practised_once_after_the_first_answer() throws Exception {
    housekeeping.look(LONG, 0);
    housekeeping.look(Duration.ZERO, 1);
    assertEquals(0, rehearsals.get());
    housekeeping.look(LONG, 1);
    housekeeping.look(LONG, 2);
    assertEquals(1, rehearsals.get());
  }

  @Test
  void a_disturbed_rehearsal_is_repeated() throws Exception {
    disturbed = true;
    housekeeping.look(LONG, 1);
    disturbed = false;
    housekeeping.look(LONG, 2);
    housekeeping.look(LONG, 3);
    assertEquals(2, rehearsals.get());
  }

  @Test
  void the_output_of_the_process_is_cut_when_it_is_too_long() throws Exception {
    Files.write(output, new byte[(int) Housekeeping.OUTPUT_LIMIT]);
    housekeeping.look(LONG, 0);
    assertEquals(Housekeeping.OUTPUT_LIMIT, Files.size(output));
    Files.write(output, new byte[(int) Housekeeping.OUTPUT_LIMIT + 1]);
    housekeeping.look(LONG, 0);
    assertEquals(0, Files.size(output));
  }
}
