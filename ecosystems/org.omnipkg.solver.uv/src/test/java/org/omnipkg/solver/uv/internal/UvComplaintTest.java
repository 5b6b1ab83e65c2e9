package org.omnipkg.solver.uv.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.solver.support.Said;
import org.omnipkg.tck.SmallWorld;

/** What uv 0.13 and 0.5 really said, read. */
class UvComplaintTest {
  private final Runtime runtime =
      new Runtime("python", "cpython", "2.7.18", Path.of("/py"), Path.of("/"), "path", Map.of());
  private final Problem problem =
      new SmallWorld(Path.of("nowhere"))
          .problem(new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime)));

  static String recorded(String name) throws IOException {
    try (InputStream in = UvComplaintTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Said read(String name) throws IOException {
    return new UvComplaint(problem).read(1, recorded(name));
  }

  private Diagnostic refusal(String name) {
    return assertThrows(Refusal.class, () -> read(name)).diagnostic();
  }

  private static List<String> leaves(Said said) {
    return said.leaves().stream()
        .map(leaf -> (leaf.statement() + " " + leaf.demand()).strip())
        .toList();
  }

  @Test
  void an_index_that_wants_credentials_is_told_beside_what_it_hides() throws IOException {
    assertTrue(
        read("closed.txt").leaves().stream()
            .anyMatch(leaf -> leaf.statement().equals("an index answered `401`")));
  }

  @Test
  void a_conflict_is_told_by_its_three_demands() throws IOException {
    List<String> three =
        List.of(
            "flask 3.0.0 needs werkzeug>=3.0.0",
            "you asked for flask==3.0.0",
            "you asked for werkzeug<2");
    assertEquals(three, leaves(read("conflict.txt")));
    assertEquals(three, leaves(read("conflict-0.5.txt")));
    assertEquals(Set.of(), read("conflict.txt").unbuilt());
  }

  @Test
  void two_requests_in_one_breath_are_two_demands() throws IOException {
    assertEquals(
        List.of("you asked for rich>=14", "you asked for rich<14"),
        leaves(read("requests-conflict.txt")));
  }

  @Test
  void a_name_without_wheels_is_to_be_built() throws IOException {
    assertEquals(Set.of("docopt"), read("source-only.txt").unbuilt());
    assertEquals(Set.of("docopt"), read("source-only-0.5.txt").unbuilt());
    assertEquals(
        List.of(
            "docopt==0.6.2 has no usable wheels",
            "only docopt<=0.6.2 is available",
            "num2words 0.5.12 needs docopt>=0.6.2",
            "you asked for num2words==0.5.12"),
        leaves(read("source-only.txt")));
  }

  @Test
  void wheels_for_other_interpreters_alone_are_nothing_to_build() throws IOException {
    assertEquals(Set.of(), read("no-wheel.txt").unbuilt());
    assertEquals(
        List.of(
            "tensorflow==2.0.0 has no wheels with a matching Python ABI tag (e.g., `cp311`)",
            "you asked for tensorflow==2.0.0"),
        leaves(read("no-wheel.txt")));
  }

  @Test
  void the_runtime_itself_can_be_a_side() throws IOException {
    assertEquals(
        List.of(
            "the runtime is Python 3.9.18",
            "django 5.0 needs Python>=3.10",
            "you asked for django==5.0"),
        leaves(read("python-too-old.txt")));
  }

  @Test
  void what_is_not_there_is_said_as_a_fact() throws IOException {
    assertEquals(
        List.of(
            "no-such-package-omni-xyz was not found in the package registry",
            "you asked for no-such-package-omni-xyz"),
        leaves(read("unknown.txt")));
    assertEquals(
        List.of("there is no version of flask==99.9", "you asked for flask==99.9"),
        leaves(read("unknown-version.txt")));
  }

  @Test
  void an_interpreter_uv_cannot_work_with_is_refused_without_its_path() {
    Diagnostic why = refusal("old-runtime.txt");
    assertEquals("resolver.runtime-unsupported", why.code());
    assertEquals("`uv` cannot solve for cpython 2.7.18", why.message());
    assertEquals(
        List.of("Python executable does not support `-I` flag. Please use Python 3.6 or newer."),
        why.details());
  }

  @Test
  void what_is_not_cached_is_refused_while_offline() {
    assertEquals("resolve.not-cached", refusal("offline.txt").code());
  }

  @Test
  void a_failure_of_the_network_is_told_without_addresses() {
    Diagnostic why = refusal("down.txt");
    assertEquals("resolver.failed", why.code());
    assertFalse(why.toString().contains("secret"), why.toString());
    assertFalse(why.toString().contains("invalid"), why.toString());
  }

  @Test
  void pins_are_read_with_and_without_extras() throws IOException {
    List<Said.Pinned> pins = UvPins.read(recorded("pins.txt"));
    assertEquals(8, pins.size());
    assertEquals(new Said.Pinned("flask", "3.0.0"), pins.get(2));
    assertEquals(new Said.Pinned("werkzeug", "3.1.9"), pins.get(7));
    assertEquals(
        List.of(new Said.Pinned("rich", "")),
        UvPins.read("# note\nrich @ file:///somewhere/rich-1.0-py3-none-any.whl\n"));
  }

  @Test
  void a_line_that_is_no_pin_is_not_passed_over() {
    assertThrows(IllegalStateException.class, () -> UvPins.read("rich is nice\n"));
  }
}
