package org.omnipkg.resolve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;

class ExplanationTest {
  @Test
  void both_sides_stand_in_columns_with_the_place_they_were_asked_at() {
    Derivation why =
        new Derivation(
            "`werkzeug` cannot satisfy everyone",
            "",
            List.of(
                Derivation.leaf("you asked for", "werkzeug<2"),
                new Derivation(
                    "so",
                    "",
                    List.of(
                        Derivation.leaf("flask 3.0.0 needs", "werkzeug>=3.0.0"),
                        Derivation.leaf("you asked for", "flask==3.0.0")))));
    Diagnostic told =
        Explanation.of(
            why, Toys.problem(Map.of()), Map.of("werkzeug<2", "word 2", "flask==3.0.0", "word 1"));
    assertEquals("resolve.no-solution", told.code());
    assertEquals("`werkzeug` cannot satisfy everyone", told.message());
    assertEquals(
        List.of(
            "you asked for     werkzeug<2      (word 2)",
            "flask 3.0.0 needs werkzeug>=3.0.0",
            "you asked for     flask==3.0.0    (word 1)",
            "solved for toyvm 3.11.7 on linux-x86_64"),
        told.details());
  }

  @Test
  void a_fact_said_twice_is_told_once_and_long_tales_are_cut() {
    List<Derivation> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(Derivation.leaf("there is no release of", "box==" + i));
      many.add(Derivation.leaf("there is no release of", "box==" + i));
    }
    List<String> lines =
        Explanation.of(new Derivation("no", "", many), Toys.problem(Map.of()), Map.of()).details();
    assertEquals(14, lines.size());
    assertTrue(lines.contains("… and 8 more"));
  }
}
