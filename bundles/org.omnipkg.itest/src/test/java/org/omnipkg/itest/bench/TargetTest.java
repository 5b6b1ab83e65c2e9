package org.omnipkg.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static Outcome outcome(double mine, double rival) {
    return new Outcome(
        "key",
        "Title",
        "ms",
        "",
        List.of(
            new Outcome.Row("mine", Figures.of(mine, mine, mine / 2), 0),
            new Outcome.Row("rival", Figures.of(rival, rival, rival / 4), 0)),
        List.of());
  }

  @Test
  void medians_decide_and_the_least_samples_are_told_beside_them() {
    Verdict verdict = Target.ratio("half", "mine", 0.5, "rival").judge(outcome(6, 12));
    assertTrue(verdict.reached());
    assertEquals(6, verdict.limit());
    assertEquals(3, verdict.least());
    assertEquals(1.5, verdict.leastLimit());
  }

  @Test
  void a_hair_above_the_limit_is_not_reached() {
    assertFalse(Target.ratio("half", "mine", 0.5, "rival").judge(outcome(6.001, 12)).reached());
  }

  @Test
  void a_rival_that_did_not_run_makes_no_verdict() {
    Target target = Target.ratio("half", "mine", 0.5, "nobody");
    assertThrows(IllegalArgumentException.class, () -> target.judge(outcome(1, 1)));
  }
}
