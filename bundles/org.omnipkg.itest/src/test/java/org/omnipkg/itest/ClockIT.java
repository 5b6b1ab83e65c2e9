package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/** The daemon runs under a clock that was set back by more than a year (libfaketime). */
@Tag("live")
class ClockIT {
  private static final String NAME = "omnipkg-clock";

  private final Shipped today = new Shipped();

  @BeforeEach
  void wheels() {
    Path wheels = today.directory().resolve("wheels");
    today.with("OMNIPKG_FIND_LINKS", wheels.toString());
    TinyWheel.of(NAME, "1.0").into(wheels);
    TinyWheel.of(NAME, "2.0").into(wheels);
  }

  @AfterEach
  void close() {
    today.close();
  }

  @Test
  void every_verb_works_and_doctor_names_the_clock() throws Exception {
    today.run("install", NAME + "==1.0").ok();
    today.run("install", NAME + "==2.0", NAME + "==1.0").ok();
    today.run("export", "now.lock").ok();
    today.run("daemon", "stop").ok();

    Shipped past =
        today
            .beside("LD_PRELOAD", library().toString())
            .with("FAKETIME", "-400d")
            .with("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    assertEquals("1.0", imported(past));
    past.run("swap", NAME + "==2.0").ok();
    assertEquals("2.0", imported(past));
    past.run("uninstall", NAME + "==1.0").ok();
    past.run("install", NAME + "==1.0").ok();
    past.run("-e", "other", "sync", "now.lock").ok();
    past.run("revert", "2").ok();
    past.run("store", "gc").ok();
    past.run("store", "verify").ok();
    past.run("status").ok();
    JsonNode history =
        new ObjectMapper().readTree(past.run("history", "--json").ok().out()).get("generations");
    assertEquals(
        List.of(6, 5, 4, 3, 2, 1),
        history.findValues("generation").stream().map(JsonNode::asInt).toList());
    assertEquals("1.0", imported(past));

    Shipped.Said doctor = past.run("doctor");
    assertEquals(1, doctor.exit(), doctor.out());
    assertTrue(doctor.out().contains("but the clock says"), doctor.out());
    past.run("daemon", "stop").ok();

    today.run("install", NAME + "==2.0").ok();
    assertEquals("2.0", imported(today));
  }

  private static String imported(Shipped omnipkg) {
    String code = "import omnipkg_clock; print(omnipkg_clock.__version__)";
    return omnipkg.run("exec", "python", "-c", code).ok().out().strip();
  }

  private static Path library() throws Exception {
    try (Stream<Path> files =
        Files.find(Path.of("/usr/lib"), 4, (file, a) -> file.endsWith("libfaketimeMT.so.1"))) {
      return files.findFirst().orElseThrow();
    }
  }
}
