package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Health;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Progress;

class ClockCheckupTest {
  @TempDir Path home;

  private List<Health.Finding> at(Duration offset) {
    DiskEnvironments environments = new DiskEnvironments(() -> home);
    State state = Samples.state("made");
    try (Environments.Hold hold = environments.hold("one", Duration.ZERO, Progress.SILENT)) {
      environments.commit(hold, state, Samples.INPUT, prefix -> List.of(), Progress.SILENT);
    }
    Instant now = state.created().plus(offset);
    Caller caller = new Caller(Map.of(), home, false, Duration.ZERO, Progress.SILENT);
    return new ClockCheckup(environments, Clock.fixed(now, ZoneOffset.UTC)).examine(caller);
  }

  @Test
  void a_generation_made_in_the_future_is_a_problem_of_the_clock() {
    List<Health.Finding> findings = at(Duration.ofDays(-400));
    assertEquals(1, findings.size());
    assertEquals("problem", findings.get(0).level());
    assertEquals("clock", findings.get(0).subject());
    assertTrue(findings.get(0).text().startsWith("generation 1 of `one` was made at "));
  }

  @Test
  void two_clocks_that_differ_by_seconds_are_none() {
    assertEquals(List.of(), at(Duration.ofSeconds(-60)));
    assertEquals(List.of(), at(Duration.ofDays(1)));
  }
}
