package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several versions of a name, by the shipped command, on packages from the real index. */
@Tag("live")
class VersionsIT {
  private static Shipped omnipkg;

  @BeforeAll
  static void open() {
    omnipkg = new Shipped();
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  private static String python(String environment, String code) {
    return omnipkg.run("-e", environment, "exec", "python", "-c", code).ok().out().strip();
  }

  /** {@code version}, or {@code version kept}, of a name. */
  private static List<String> versions(String environment, String name) throws Exception {
    JsonNode list =
        new ObjectMapper().readTree(omnipkg.run("-e", environment, "list", "--json").ok().out());
    List<String> versions = new ArrayList<>();
    for (JsonNode one : list.get("packages")) {
      if (one.get("name").asText().equals(name)) {
        versions.add(one.get("version").asText() + (one.get("active").asBoolean() ? "" : " kept"));
      }
    }
    return versions;
  }

  @Test
  void two_numpys_are_swapped_offline_and_each_is_the_one_imported() throws Exception {
    String numpy = "import numpy; print(numpy.__version__, int(numpy.arange(4).sum()))";
    omnipkg.run("-e", "n", "install", "--python", "3.11", "numpy==1.24.3", "numpy==1.26.4").ok();
    assertEquals("1.26.4 6", python("n", numpy));
    omnipkg.run("--offline", "-e", "n", "swap", "numpy==1.24.3").ok();
    assertEquals("1.24.3 6", python("n", numpy));
    assertEquals(List.of("1.24.3", "1.26.4 kept"), versions("n", "numpy"));
    omnipkg.run("--offline", "-e", "n", "swap", "numpy", "1.26.4").ok();
    assertEquals("1.26.4 6", python("n", numpy));
    assertTrue(
        omnipkg
            .run("--offline", "-e", "n", "install", "numpy==1.24.3", "numpy==1.26.4")
            .ok()
            .err()
            .contains("Nothing to do"));
  }

  @Test
  void a_program_that_runs_keeps_its_version_while_another_becomes_active() {
    omnipkg.run("-e", "r", "install", "six==1.15.0", "six==1.16.0").ok();
    String swap =
        Distribution.folder().resolve("bin/omnipkg") + " --offline -e r swap six==1.15.0 -q";
    assertEquals(
        "1.16.0",
        python(
            "r",
            "import subprocess; subprocess.check_call('"
                + swap
                + "', shell=True);"
                + " import six; print(six.__version__)"));
    assertEquals("1.15.0", python("r", "import six; print(six.__version__)"));
  }

  @Test
  void a_swap_of_python_moves_every_version() throws Exception {
    omnipkg.run("-e", "p", "install", "--python", "3.11", "rich==13.7.1", "rich==13.4.2").ok();
    String rich =
        "import rich, sys, importlib.metadata as m; print(m.version('rich'), sys.version[:4])";
    assertEquals("13.4.2 3.11", python("p", rich));
    String said = omnipkg.run("-e", "p", "swap", "python", "3.12").ok().err();
    assertTrue(said.contains("cpython 3.11") && said.contains("-> cpython 3.12"), said);
    assertEquals("13.4.2 3.12", python("p", rich));
    omnipkg.run("--offline", "-e", "p", "swap", "rich==13.7.1").ok();
    assertEquals("13.7.1 3.12", python("p", rich));
    assertEquals(List.of("13.7.1", "13.4.2 kept"), versions("p", "rich"));
    omnipkg.run("--offline", "-e", "p", "uninstall", "rich==13.7.1").ok();
    assertEquals("13.4.2 3.12", python("p", rich));
    assertEquals(List.of("13.4.2"), versions("p", "rich"));
  }
}
