package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/** Locks between two homes that share nothing, on packages from the real index. */
@Tag("live")
class LockIT {
  private static Shipped one;
  private static Shipped other;

  @BeforeAll
  static void open() {
    one = new Shipped();
    other = new Shipped();
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
  }

  private static Path give(String name) throws Exception {
    return Files.copy(one.directory().resolve(name), other.directory().resolve(name));
  }

  @Test
  void a_lock_makes_the_same_environment_elsewhere_and_the_same_lock_comes_out_of_it()
      throws Exception {
    one.run("install", "flask", "pandas<3", "docopt==0.6.2", "rich==13.7.1", "rich==13.4.2").ok();
    one.run("export", "main.lock").ok();
    Path lock = give("main.lock");
    String text = Files.readString(lock);
    for (String here : List.of(one.home().toString(), "http", "pyenv", "file:")) {
      assertFalse(text.contains(here), here);
    }
    assertTrue(text.contains("docopt-0.6.2.tar.gz"), text);
    assertTrue(text.contains("[[kept]]"), text);

    other.run("-e", "work", "install", "six").ok();
    Shipped.Said synced = other.run("-e", "work", "sync", "main.lock", "--json").ok();
    JsonNode receipt = new ObjectMapper().readTree(synced.out());
    assertEquals(2, receipt.get("generation").asInt());
    other.run("-e", "work", "export", "again.lock").ok();
    assertArrayEquals(
        Files.readAllBytes(lock), Files.readAllBytes(other.directory().resolve("again.lock")));
    assertEquals(
        one.run("list", "--json").ok().out().replaceAll("\"environment\".*", ""),
        other.run("-e", "work", "list", "--json").ok().out().replaceAll("\"environment\".*", ""));
    assertTrue(other.run("-e", "work", "sync", "main.lock").ok().err().contains("Nothing to do"));

    other.run("--offline", "-e", "second", "sync", "main.lock").ok();
    assertEquals(text, other.run("-e", "second", "export", "-").ok().out());
    other
        .run("-e", "second", "exec", "python", "-W", "ignore", "-c", "import flask, pandas, docopt")
        .ok();

    Files.writeString(lock, text.replaceAll("sha256 = \"[0-9a-f]{8}", "sha256 = \"00000000"));
    other.run("-e", "third", "sync", "main.lock").refused(1, "lock.wrong-digest");
    other.run("-e", "third", "list").refused(1, "environment.unknown");
  }

  @Test
  void a_revert_goes_back_without_the_network_and_history_remains() throws Exception {
    one.run("-e", "undo", "install", "six==1.16.0").ok();
    one.run("-e", "undo", "install", "six==1.17.0", "iniconfig").ok();
    one.run("--offline", "-e", "undo", "revert").ok();
    assertEquals(
        "1.16.0",
        one.run("-e", "undo", "exec", "python", "-c", "import six; print(six.__version__)")
            .ok()
            .out()
            .strip());
    assertEquals(1, one.run("-e", "undo", "exec", "python", "-c", "import iniconfig").exit());
    JsonNode history =
        new ObjectMapper()
            .readTree(one.run("-e", "undo", "history", "--json").ok().out())
            .get("generations");
    assertEquals(List.of("3", "2", "1"), history.findValuesAsText("generation"));
    assertEquals(List.of("true", "false", "false"), history.findValuesAsText("current"));
    assertEquals("revert", history.get(0).get("command").get(0).asText());
    one.run("-e", "undo", "revert", "9").refused(1, "environment.no-generation");
  }

  @Test
  void what_others_changed_stays_behind_when_the_lock_is_followed() throws Exception {
    one.run("-e", "drift", "install", "six").ok();
    one.run("-e", "drift", "export", "drift.lock").ok();
    String write =
        "import sysconfig, pathlib;"
            + " pathlib.Path(sysconfig.get_paths()['purelib'], 'loose.py').write_text('X = 1')";
    one.run("-e", "drift", "exec", "python", "-c", write).ok();
    one.run("-e", "drift", "exec", "python", "-c", "import loose").ok();
    Shipped.Said said = one.run("-e", "drift", "sync", "drift.lock").ok();
    assertTrue(said.err().contains("stays behind in generation 1"), said.err());
    assertEquals(1, one.run("-e", "drift", "exec", "python", "-c", "import loose").exit());
    assertTrue(one.run("-e", "drift", "sync", "drift.lock").ok().err().contains("Nothing to do"));
  }

  @Test
  void files_of_ones_own_travel_beside_the_lock() throws Exception {
    Path wheels = one.directory().resolve("wheels");
    Path wheel = TinyWheel.of("ownthing", "1").file("ownthing.py", "X = 1\n").into(wheels);
    one.run("-e", "own", "install", "ownthing @ " + wheel.toUri()).ok();
    one.run("-e", "own", "export", "own.lock").ok();
    give("own.lock");
    other.run("-e", "own", "sync", "own.lock").refused(1, "lock.file-missing");
    Path there = Files.createDirectories(other.directory().resolve("wheels"));
    Files.copy(wheel, there.resolve(wheel.getFileName().toString()));
    other.run("-e", "own", "sync", "own.lock").ok();
    other.run("-e", "own", "export", "own2.lock").ok();
    assertArrayEquals(
        Files.readAllBytes(one.directory().resolve("own.lock")),
        Files.readAllBytes(other.directory().resolve("own2.lock")));
  }
}
