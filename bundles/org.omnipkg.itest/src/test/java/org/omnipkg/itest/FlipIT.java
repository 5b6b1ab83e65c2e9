package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/** Programs that run while their environment is swapped, by the shipped command. */
@Tag("live")
class FlipIT {
  private static Shipped omnipkg;

  @BeforeAll
  static void open() {
    omnipkg = new Shipped();
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  @Test
  void two_hundred_commands_among_swaps_each_see_one_generation() throws Exception {
    omnipkg.run("-e", "swaps", "install", "--python", "3.11", "numpy==1.26.4", "numpy==2.2.6").ok();
    omnipkg.run("-e", "swaps", "swap", "python", "3.12").ok();
    run("swaps.py", "swaps", "3.11,3.12", "numpy", "1.26.4,2.2.6", "200");
  }

  @Test
  void what_runs_keeps_its_generation_while_twenty_five_others_come_and_go() throws Exception {
    Path wheels = omnipkg.directory().resolve("marks");
    for (String version : List.of("1", "2")) {
      TinyWheel.of("genmark", version)
          .file("genmark/__init__.py", "GEN = " + version + "\n")
          .file("genmark/late.py", "GEN = " + version + "\n")
          .into(wheels);
    }
    omnipkg.with("OMNIPKG_FIND_LINKS", wheels.toString()).with("OMNIPKG_GENERATIONS", "2");
    omnipkg.run("-e", "stay", "install", "genmark==2").ok();
    omnipkg.run("-e", "stay", "swap", "genmark==1").ok();
    run("stay.py", "stay", omnipkg.home().toString(), "25");
  }

  private static void run(String script, String... arguments) throws IOException {
    Path file = omnipkg.directory().resolve(script);
    try (InputStream in = FlipIT.class.getResourceAsStream("/battery/" + script)) {
      Files.copy(in, file);
    }
    List<String> command = new ArrayList<>(List.of("python3", file.toString()));
    command.add(Distribution.folder().resolve("bin/omnipkg").toString());
    command.addAll(List.of(arguments));
    Shipped.Said said = omnipkg.call(command);
    assertEquals(0, said.exit(), said.out() + said.err());
  }
}
