package org.omnipkg.solver.pip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.solver.support.Said;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.SmallWorld;

/** What pip 26 really said, read. */
class PipComplaintTest {
  @TempDir Path temporary;

  private static String recorded(String name) throws IOException {
    try (InputStream in = PipComplaintTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Said read(String name) throws IOException {
    Runtime runtime =
        new Runtime("python", "cpython", "3.8.18", Path.of("/py"), Path.of("/"), "path", Map.of());
    SmallWorld world =
        new SmallWorld(temporary)
            .wheel("werkzeug", "1.0")
            .wheel("werkzeug", "3.0.0")
            .wheel("flask", "2.2")
            .wheel("flask", "3.0.0")
            .source("docopt", "0.6.2");
    return new PipComplaint(
            world.problem(
                new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime))),
            world)
        .read(new Desk.Output(1, "", recorded(name)));
  }

  private static List<String> leaves(Said said) {
    return said.leaves().stream()
        .map(leaf -> (leaf.statement() + " " + leaf.demand()).strip())
        .toList();
  }

  @Test
  void a_conflict_is_told_by_its_demands_and_needs_no_build() throws IOException {
    Said said = read("conflict.txt");
    assertEquals(
        List.of("you asked for werkzeug<2", "flask 3.0.0 needs Werkzeug>=3.0.0"), leaves(said));
    assertEquals(Set.of(), said.unbuilt());
  }

  @Test
  void a_range_of_two_ends_is_one_demand() throws IOException {
    assertEquals(
        List.of("you asked for flask>=3", "apache-airflow 2.8.0 needs flask<2.3,>=2.2"),
        leaves(read("range-conflict.txt")));
  }

  @Test
  void a_constraint_is_told_as_one() throws IOException {
    assertEquals(
        List.of("you asked for rich>=14", "a constraint asks for rich<14"),
        leaves(read("constraint-conflict.txt")));
  }

  @Test
  void a_need_without_wheels_but_with_versions_is_to_be_built() throws IOException {
    Said said = read("source-only.txt");
    assertEquals(
        List.of("num2words needs docopt>=0.6.2", "no wheel fits docopt>=0.6.2"), leaves(said));
    assertEquals(Set.of("docopt"), said.unbuilt());
  }

  @Test
  void an_unknown_name_is_nothing_to_build() throws IOException {
    assertEquals(Set.of(), read("unknown.txt").unbuilt());
  }

  @Test
  void an_interpreter_pip_cannot_run_on_is_refused() {
    assertEquals(
        "resolver.runtime-unsupported",
        assertThrows(Refusal.class, () -> read("old-runtime.txt")).diagnostic().code());
  }

  @Test
  void the_report_gives_the_pins() throws IOException {
    assertEquals(
        List.of(new Said.Pinned("num2words", "0.5.12"), new Said.Pinned("docopt", "0.6.2")),
        PipReport.read(recorded("report.json")));
    assertThrows(Refusal.class, () -> PipReport.read("{\"version\": \"2\"}"));
  }
}
