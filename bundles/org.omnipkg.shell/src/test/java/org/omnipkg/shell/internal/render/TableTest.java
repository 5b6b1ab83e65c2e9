package org.omnipkg.shell.internal.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private static final Table HISTORY =
      new Table("no.", "made", "by", "runtime", "note")
          .row(
              "1",
              "2026-11-30 12:01",
              "omnipkg install flask pandas rich requests numpy scipy",
              "python 3.11.2",
              "")
          .row("2", "2026-11-30 12:02", "omnipkg sync", "python 3.11.2", "current");

  private static List<String> printed(Table table, int room, boolean color) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console.Tone tone = new Console.Tone(color, false, false, false, 80, room, room > 0);
    Console console = new Console(out, OutputStream.nullOutputStream(), tone);
    table.print(console);
    console.flush();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void without_a_terminal_every_row_is_one_line() {
    List<String> lines = printed(HISTORY, 0, false);
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).contains("requests numpy scipy  python 3.11.2"), lines.get(1));
  }

  @Test
  void a_wide_terminal_changes_nothing() {
    assertEquals(printed(HISTORY, 0, false), printed(HISTORY, 200, false));
  }

  @Test
  void on_a_narrow_one_a_long_cell_goes_on_below_and_short_columns_stay() {
    assertEquals(
        List.of(
            "no.  made              by                                 runtime        note",
            "1    2026-11-30 12:01  omnipkg install flask pandas rich  python 3.11.2",
            "                       requests numpy scipy",
            "2    2026-11-30 12:02  omnipkg sync                       python 3.11.2  current"),
        printed(HISTORY, 80, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 72, 64, 56, 50})
  void no_line_is_wider_than_the_terminal(int room) {
    for (String line : printed(HISTORY, room, false)) {
      assertTrue(line.length() <= room, line);
    }
  }

  @Test
  void what_has_no_spaces_is_broken_after_a_mark_and_nothing_is_lost() {
    Table table = new Table("name", "where").row("a", "~/projects/some-where/much/deeper/below");
    assertEquals(
        List.of(
            "name  where",
            "a     ~/projects/",
            "      some-where/",
            "      much/deeper/",
            "      below"),
        printed(table, 20, false));
  }

  @Test
  void a_word_without_marks_is_cut_where_the_column_ends() {
    Table table = new Table("a", "b").row("x", "日本日本日本日本日本");
    assertEquals(List.of("a  b", "x  日本日本日", "   本日本日本"), printed(table, 14, false));
  }

  @Test
  void in_a_terminal_too_narrow_for_any_table_columns_stay_readable() {
    List<String> lines = printed(HISTORY, 10, false);
    assertTrue(lines.get(1).startsWith("1    2026-11-30  omnipkg     python"), lines.get(1));
  }

  @Test
  void colours_end_where_they_began() {
    Table table = new Table("a", "b").row(Style.green("*"), "one two three four five six");
    List<String> lines = printed(table, 16, true);
    assertEquals(Style.green("*") + "  one two three", lines.get(1));
    assertEquals("   four five six", lines.get(2));
  }
}
