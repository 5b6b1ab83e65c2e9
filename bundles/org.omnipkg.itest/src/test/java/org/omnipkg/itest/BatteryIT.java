package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** What real packages, pip, uv and flips do to an environment that the shipped command made. */
@Tag("live")
class BatteryIT {
  private static final int CHECKS = 28;
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
  void forty_real_distributions_behave_as_in_a_plain_environment() throws Exception {
    battery("packages-40.txt", "forty");
  }

  @Test
  @Tag("full")
  void a_hundred_and_ninety_real_distributions_behave_too() throws Exception {
    resource("packages-40.txt");
    battery("packages-190.txt", "many");
  }

  private static void battery(String list, String environment) throws Exception {
    resource(list);
    omnipkg.run("-e", environment, "install", "-r", list).ok();
    Shipped.Said said =
        omnipkg.call(List.of("python3", resource("battery.py").toString(), python(environment)));
    JsonNode summary = summary(said);
    assertEquals("{}", summary.get("failed").toString(), said.out());
    assertEquals("{}", summary.get("skipped").toString(), said.out());
    assertTrue(summary.get("passed").size() >= CHECKS, said.out());
  }

  @Test
  void pip_and_uv_inside_an_environment_never_change_the_store() throws Exception {
    omnipkg
        .run(
            "-e",
            "damage",
            "install",
            "--python",
            "3.12",
            "pip",
            "uv",
            "numpy<2.3",
            "zope.interface",
            "zope.event",
            "six",
            "jupyterlab-pygments",
            "pygments")
        .ok();
    Path wheels = Files.createDirectories(omnipkg.directory().resolve("wheels"));
    for (String wheel :
        List.of("numpy==1.26.4", "zope.interface==6.4", "six==1.16.0", "numpy<2.3")) {
      omnipkg
          .run(
              "-e",
              "damage",
              "exec",
              "python",
              "-m",
              "pip",
              "download",
              "-q",
              "--no-deps",
              "--only-binary",
              ":all:",
              "-d",
              wheels.toString(),
              wheel)
          .ok();
    }
    Shipped.Said said =
        omnipkg.call(
            List.of(
                "python3",
                resource("damage.py").toString(),
                python("damage"),
                omnipkg.home().resolve("store/py").toString(),
                wheels.toString()));
    assertEquals(0, said.exit(), said.out() + said.err());
    assertTrue(said.out().lines().count() > 10, said.out());
  }

  @Test
  void no_process_ever_sees_two_generations() throws Exception {
    Path wheels = omnipkg.directory().resolve("marks");
    TinyWheel.of("genmark", "1").file("genmark/__init__.py", "GEN = '0001'\n").into(wheels);
    TinyWheel.of("genmark", "2").file("genmark/__init__.py", "GEN = '0002'\n").into(wheels);
    for (String version : List.of("1", "2")) {
      omnipkg
          .run("-e", "flip", "install", "--find-links", wheels.toString(), "genmark==" + version)
          .ok();
    }
    Shipped.Said said =
        omnipkg.call(
            List.of(
                "python3",
                resource("flip.py").toString(),
                omnipkg.home().resolve("env/flip").toString()));
    assertEquals(0, said.exit(), said.out() + said.err());
  }

  private static String python(String environment) throws IOException {
    return omnipkg
        .home()
        .resolve("env")
        .resolve(environment)
        .resolve("current")
        .toRealPath()
        .resolve("bin/python")
        .toString();
  }

  private static JsonNode summary(Shipped.Said said) throws IOException {
    List<String> lines = new ArrayList<>(said.out().lines().toList());
    assertTrue(!lines.isEmpty(), said.err());
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }

  private static Path resource(String name) throws IOException {
    Path file = omnipkg.directory().resolve(name);
    try (InputStream in = BatteryIT.class.getResourceAsStream("/battery/" + name)) {
      Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
