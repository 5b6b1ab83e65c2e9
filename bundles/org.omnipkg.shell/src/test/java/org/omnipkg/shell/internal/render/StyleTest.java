package org.omnipkg.shell.internal.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StyleTest {
  @Test
  void what_steers_a_terminal_is_taken_out() {
    assertEquals("a[2Jbc]0;title", Style.harmless("a\u001b[2Jb\rc\u001b]0;title\u0007\u009b"));
  }

  @Test
  void text_running_backwards_is_put_straight() {
    assertEquals("cod.exe", Style.harmless("cod\u202e.exe"));
  }

  @Test
  void colours_and_lines_stay() {
    assertEquals(Style.red("a") + "\n\tb", Style.harmless(Style.red("a") + "\n\tb"));
  }

  @Test
  void one_line_is_one_line() {
    assertEquals("a b c", Style.oneLine("a\nb\t" + Style.bold("c")));
  }

  @Test
  void wide_characters_take_two_columns() {
    assertEquals(6, Width.of("日本ab"));
    assertEquals("日..", Width.clip("日本語", 4));
    assertEquals(1, Width.of("e\u0301"));
  }

  @Test
  void credentials_are_not_shown() {
    assertEquals(
        "see http://***@host/simple?token=***&a=b",
        Redaction.of("see http://ann:pw@host/simple?token=xyz&a=b"));
  }

  @Test
  void amounts_are_short() {
    assertEquals("999 B", Amount.bytes(999));
    assertEquals("1.0 kB", Amount.bytes(1000));
    assertEquals("100 kB", Amount.bytes(99_960));
    assertEquals("1.0 MB", Amount.bytes(999_600));
    assertEquals("850 ms", Amount.time(java.time.Duration.ofMillis(850)));
    assertEquals("2 min 5 s", Amount.time(java.time.Duration.ofSeconds(125)));
  }
}
