package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Layout;

class WheelPlacingTest {
  private static final String SITE = "lib/py/site-packages/";

  private final PlainWheel wheel =
      new PlainWheel("tiny", "1.0").file("tiny/__init__.py", "x = 1\n");

  private static String refusal(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(Refusal.class, act).diagnostic().code();
  }

  @Test
  void files_lie_as_deep_as_in_a_venv() {
    Map<String, Placement> placed = PlainWheel.byPath(wheel.place());
    assertTrue(placed.containsKey(SITE + "tiny/__init__.py"));
    assertEquals("omnipkg\n", placed.get(SITE + wheel.folder + "INSTALLER").text().orElseThrow());
  }

  @Test
  void the_key_names_the_artifact() {
    assertEquals("tiny-1.0-0123456789ab", wheel.place().key());
  }

  @Test
  void every_data_scheme_has_its_place() {
    wheel
        .file("tiny-1.0.data/purelib/tiny/p.py", "1")
        .file("tiny-1.0.data/platlib/tiny/q.py", "2")
        .file("tiny-1.0.data/scripts/run", "#!/bin/sh\n")
        .file("tiny-1.0.data/headers/t.h", "3")
        .file("tiny-1.0.data/data/share/tiny/d.txt", "4");
    Bubble bubble = wheel.place();
    Map<String, Placement> placed = PlainWheel.byPath(bubble);
    assertTrue(
        placed
            .keySet()
            .containsAll(
                List.of(
                    SITE + "tiny/p.py",
                    SITE + "tiny/q.py",
                    "bin/run",
                    "include/site/tiny/t.h",
                    "share/tiny/d.txt")));
    assertTrue(placed.get("bin/run").executable());
    assertFalse(placed.get("share/tiny/d.txt").executable());
    assertEquals(List.of("include/", "share/"), bubble.facts().get("data"));
    assertEquals(List.of("run"), bubble.facts().get("scripts"));
  }

  @Test
  void the_record_tells_where_things_are_now() {
    wheel
        .file("tiny-1.0.data/data/share/tiny/d.txt", "4")
        .file("tiny-1.0.data/scripts/run", "#!python\nprint(1)\n")
        .file(wheel.folder + "entry_points.txt", "[console_scripts]\ntiny = tiny:main\n");
    String record =
        PlainWheel.byPath(wheel.place()).get(SITE + wheel.folder + "RECORD").text().orElseThrow();
    List<Row> rows = Row.read(record);
    assertTrue(
        rows.contains(
            new Row(
                "../../../share/tiny/d.txt",
                "sha256=" + PlainWheel.base64("SHA-256", "4".getBytes(StandardCharsets.UTF_8)),
                "1")),
        record);
    assertTrue(rows.contains(Row.bare("../../../bin/run")), record);
    assertTrue(rows.contains(Row.bare("../../../bin/tiny")), record);
    assertTrue(rows.contains(Row.bare("tiny-1.0.dist-info/RECORD")), record);
    assertEquals(1, rows.stream().filter(r -> r.path().endsWith("/INSTALLER")).count());
  }

  @Test
  void its_commands_and_what_runs_at_every_start_are_told_in_words() {
    wheel
        .file("tiny-1.0.data/scripts/run", "#!/bin/sh\n")
        .file("tiny-1.0.data/scripts/walk", "#!python\n")
        .file(
            wheel.folder + "entry_points.txt",
            "[console_scripts]\ntiny = tiny:main\n[pytest11]\ntiny = tiny\n")
        .file("tiny.pth", "import tiny\n");
    Layout.Account account =
        new PythonLayout((release, on) -> java.util.Optional.empty())
            .account(wheel.place().facts());
    assertEquals(List.of("run", "tiny", "walk"), account.commands());
    assertEquals(
        List.of(
            "`tiny.pth` is run at every start of Python",
            "its files are linked one by one: it may write beside them"),
        account.notes());
  }

  @Test
  void a_python_script_keeps_its_text_without_its_first_line() {
    wheel.file("tiny-1.0.data/scripts/run", "#!pythonw -x\nprint('ä')\n");
    assertEquals(List.of("run", "print('ä')\n"), wheel.place().facts().get("python-scripts"));
  }

  @Test
  void what_an_installer_writes_is_never_taken_from_a_wheel() {
    wheel
        .file(wheel.folder + "direct_url.json", "{}")
        .file(wheel.folder + "INSTALLER", "evil\n")
        .file(wheel.folder + "REQUESTED", "");
    Map<String, Placement> placed = PlainWheel.byPath(wheel.place());
    assertNull(placed.get(SITE + wheel.folder + "direct_url.json"));
    assertNull(placed.get(SITE + wheel.folder + "REQUESTED"));
    assertEquals("omnipkg\n", placed.get(SITE + wheel.folder + "INSTALLER").text().orElseThrow());
  }

  @Test
  void stronger_hashes_are_read_as_well() {
    byte[] bytes = "x = 1\n".getBytes(StandardCharsets.UTF_8);
    wheel.row(
        "tiny/__init__.py", "sha512=" + PlainWheel.base64("SHA-512", bytes) + "," + bytes.length);
    assertTrue(PlainWheel.byPath(wheel.place()).containsKey(SITE + "tiny/__init__.py"));
    wheel.row(
        "tiny/__init__.py", "sha384=" + PlainWheel.base64("SHA-512", bytes) + "," + bytes.length);
    assertEquals("wheel.record", refusal(wheel::place));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        ",",
        "md5=1B2M2Y8AsgTpgAmY7PhCfg,6",
        "sha256=AAAA,6",
        "sha256=%%,6",
        "sha256=mHUu4o1UhL3CgU-3CttqCy-zH2qbjueugf0vyc8wCzs,4"
      })
  void a_file_its_record_does_not_vouch_for_is_refused(String row) {
    wheel.row("tiny/__init__.py", row);
    assertEquals("wheel.record", refusal(wheel::place));
  }

  @Test
  void a_wrong_size_is_refused() {
    byte[] bytes = "x = 1\n".getBytes(StandardCharsets.UTF_8);
    wheel.row("tiny/__init__.py", "sha256=" + PlainWheel.base64("SHA-256", bytes) + ",7");
    assertEquals("wheel.record", refusal(wheel::place));
  }

  @Test
  void a_listed_file_that_is_missing_is_refused() {
    wheel.row("tiny/gone.py", "sha256=mHUu4o1UhL3CgU-3CttqCy-zH2qbjueugf0vyc8wCzs,4");
    assertEquals("wheel.record", refusal(wheel::place));
  }

  @Test
  void a_wheel_without_record_is_refused() {
    assertEquals("wheel.record", refusal(wheel::placeWithoutRecord));
  }

  @Test
  void signatures_need_no_row() {
    wheel.file(wheel.folder + "RECORD.jws", "{}").row(wheel.folder + "RECORD.jws", "-");
    assertTrue(PlainWheel.byPath(wheel.place()).containsKey(SITE + wheel.folder + "RECORD.jws"));
  }

  @Test
  void metadata_of_another_name_or_version_is_refused() {
    wheel.file(wheel.folder + "METADATA", "Name: requests\nVersion: 1.0\n");
    assertEquals("wheel.identity", refusal(wheel::place));
    wheel.file(wheel.folder + "METADATA", "Name: tiny\nVersion: 1.1\n");
    assertEquals("wheel.identity", refusal(wheel::place));
    wheel.file(wheel.folder + "METADATA", "Name: Tiny\nVersion: 1.0.0\n");
    assertEquals("tiny-1.0-0123456789ab", wheel.place().key());
  }

  @Test
  void two_metadata_folders_are_refused() {
    wheel.file("other-2.dist-info/METADATA", "Name: other\nVersion: 2\n");
    assertEquals("wheel.identity", refusal(wheel::place));
  }

  @Test
  void a_file_name_of_another_package_is_refused() {
    wheel.filename = "other-1.0-py3-none-any.whl";
    assertEquals("wheel.identity", refusal(wheel::place));
    wheel.filename = "tiny-1.0.zip";
    assertEquals("wheel.identity", refusal(wheel::place));
  }

  @Test
  void a_later_format_is_refused() {
    wheel.file(wheel.folder + "WHEEL", "Wheel-Version: 2.0\n");
    assertEquals("wheel.format", refusal(wheel::place));
    wheel.files.remove(wheel.folder + "WHEEL");
    assertEquals("wheel.format", refusal(wheel::place));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root/etc/x",
        "x",
        "data/pyvenv.cfg",
        "data/lib64/x",
        "data/lib/py/x",
        "data/lib/python/x",
        "data/lib/python",
        "data/bin"
      })
  void a_place_outside_the_schemes_is_refused(String rest) {
    wheel.file("tiny-1.0.data/" + rest, "x");
    assertEquals("wheel.data-scheme", refusal(wheel::place));
  }

  @Test
  void two_files_for_one_place_are_refused() {
    wheel.file("tiny-1.0.data/purelib/tiny/__init__.py", "y");
    assertEquals("wheel.data-scheme", refusal(wheel::place));
  }

  @ParameterizedTest
  @CsvSource({
    "../../escape = tiny:main, wheel.script-name",
    ".. = tiny:main, wheel.script-name",
    "a\\b = tiny:main, wheel.script-name",
    "a:b = tiny:main, wheel.script-name",
    "run = tiny, wheel.entry-point",
    "run = tiny:main();import os, wheel.entry-point",
    "run = ti'ny:main, wheel.entry-point"
  })
  void commands_that_could_do_harm_are_refused(String line, String code) {
    wheel.file(wheel.folder + "entry_points.txt", "[console_scripts]\n" + line + "\n");
    assertEquals(code, refusal(wheel::place));
  }

  @Test
  void commands_and_plugins_become_facts() {
    wheel
        .file("x.pth", "import os\n")
        .file(
            wheel.folder + "entry_points.txt",
            "# c\n[console_scripts]\ntiny = tiny.cli:App.run [extra]\n[gui_scripts]\nwin=tiny:gui\n[pytest11]\np = tiny.plugin\n");
    Map<String, List<String>> facts = wheel.place().facts();
    assertEquals(List.of("tiny = tiny.cli:App.run"), facts.get("console-scripts"));
    assertEquals(List.of("win = tiny:gui"), facts.get("gui-scripts"));
    assertEquals(List.of("yes"), facts.get("self-writing"));
    assertEquals(List.of("x.pth"), facts.get("pth"));
    assertEquals(List.of("tiny", "tiny-1.0.dist-info", "x.pth"), facts.get("top"));
    assertEquals(facts, TreeFacts.of(facts).toMap());
  }
}
