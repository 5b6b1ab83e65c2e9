package org.omnipkg.ecosystem.go.internal.sum;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.go.internal.requirement.RequirementReader;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

class GoSumTest {
  private static GoSum read(String text) {
    GoSum.Files files = new GoSum.Files();
    files.add(text, "go.sum");
    return GoSum.of(files.constraints());
  }

  @Test
  void a_line_with_another_hash_is_named_and_refused() {
    GoSum sums = read("a.b/c v1.0.0 h1:One=\r\n\na.b/c v1.0.0/go.mod h1:Two=\n");
    sums.admitZip("a.b/c", "v1.0.0", "One=", "the database");
    sums.admitMod("a.b/c", "v1.0.0", "Two=", "the database");
    Diagnostic why =
        assertThrows(
                Refusal.class, () -> sums.admitMod("a.b/c", "v1.0.0", "Three=", "the database"))
            .diagnostic();
    assertEquals("integrity.go-sum", why.code());
    assertTrue(
        why.message().contains("go.sum line 3 has another hash of `a.b/c v1.0.0/go.mod`"),
        why.message());
  }

  @Test
  void what_it_does_not_name_is_free() {
    GoSum sums = read("a.b/c v1.0.0 h1:One=\n");
    assertDoesNotThrow(() -> sums.admitZip("a.b/c", "v1.1.0", "Two=", "the database"));
    assertDoesNotThrow(() -> GoSum.NONE.admitZip("a.b/c", "v1.0.0", "Two=", "the database"));
  }

  @Test
  void the_first_of_several_lines_counts_as_with_the_go_command() {
    String right = "a.b/c v1.0.0 h1:One=\n";
    String wrong = "a.b/c v1.0.0 h1:False=\n";
    read(right + wrong).admitZip("a.b/c", "v1.0.0", "One=", "the database");
    GoSum sums = read(wrong + right);
    assertThrows(Refusal.class, () -> sums.admitZip("a.b/c", "v1.0.0", "One=", "the database"));
  }

  @Test
  void hashes_of_a_kind_that_is_not_known_say_nothing() {
    assertEquals(Optional.empty(), read("a.b/c v1.0.0 h9:One=\n").zip("a.b/c", "v1.0.0"));
  }

  @Test
  void a_line_that_is_none_is_refused_with_its_number() {
    Diagnostic why =
        assertThrows(Refusal.class, () -> read("a.b/c v1.0.0 h1:One=\na.b/c v1.0.0\n"))
            .diagnostic();
    assertEquals("project.malformed", why.code());
    assertTrue(why.message().contains("go.sum line 2"), why.message());
  }

  @Test
  void its_constraints_are_told_from_those_that_people_write() {
    GoSum.Files files = new GoSum.Files();
    files.add("a.b/c v1.0.0 h1:One=\n", "go.sum");
    assertTrue(files.constraints().stream().allMatch(GoSum::is));
    assertFalse(GoSum.is(RequirementReader.read("a.b/c>=v1.0.0")));
  }
}
