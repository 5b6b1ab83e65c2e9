package org.omnipkg.resolve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Role;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.SmallWorld;

class UndeclaredTest {
  private final Versions versions =
      new SmallWorld(Path.of("nowhere")).ecosystem("python").versions();

  private Pin pin(String name) {
    return new Pin(new PackageName("toy", name), "1.0");
  }

  @Test
  void a_line_is_a_need_with_its_evidence() {
    Undeclared list =
        Undeclared.read("# words\n\ntoy:gyp | <10 | runtime:python <3.12 | imports distutils\n");
    List<Dependency> needs = list.of(pin("gyp"), versions);
    assertEquals(1, needs.size());
    assertEquals(new PackageName("runtime", "python"), needs.get(0).target());
    assertEquals("<3.12", needs.get(0).range());
    assertTrue(needs.get(0).text().contains("imports distutils"));
    assertEquals(List.of(), list.of(pin("other"), versions));
  }

  @Test
  void a_need_may_be_said_for_what_it_is() {
    Undeclared list =
        Undeclared.read(
            "toy:gyp | <10 | tool runtime:python <3.12 | starts it\n"
                + "toy:gyp | <10 | build toy:make >=4 | its build calls it\n");
    List<Dependency> needs = list.of(pin("gyp"), versions);
    assertEquals(List.of(Role.TOOL, Role.BUILD), needs.stream().map(Dependency::role).toList());
    assertEquals(new PackageName("toy", "make"), needs.get(1).target());
    assertEquals(">=4", needs.get(1).range());
  }

  @Test
  void the_list_that_ships_can_be_read() {
    assertEquals(List.of(), Undeclared.list().of(pin("nobody"), versions));
  }
}
