package org.omnipkg.shell.internal.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Refusal;

class WordsTest {
  @Test
  void operators_and_brackets_are_parts_of_words() {
    assertEquals(
        List.of("install", "legacy>=1.0,<2", "requests[socks]", "*"),
        Words.of("install legacy>=1.0,<2  requests[socks]\t*").words());
  }

  @Test
  void quotes_keep_words_together_and_may_be_empty() {
    assertEquals(
        List.of("a b", "c'd", "", "e\"f\\"), Words.of("'a b' \"c'd\" '' \"e\\\"f\\\\\"").words());
  }

  @Test
  void a_backslash_keeps_a_space() {
    assertEquals(List.of("a b"), Words.of("a\\ b").words());
  }

  @Test
  void a_comment_ends_the_line() {
    assertEquals(List.of("list", "a#b"), Words.of("list a#b # all").words());
  }

  @Test
  void pipes_and_variables_are_gogos_unless_quoted() {
    assertTrue(Words.of("list | grep a").special());
    assertTrue(Words.of("install $name").special());
    assertTrue(Words.of("install \"$name\"").special());
    assertTrue(Words.of("list; list").special());
    assertFalse(Words.of("install 'a; b' \"c|d\" '$x'").special());
  }

  @Test
  void an_open_quote_is_refused() {
    Refusal refused = assertThrows(Refusal.class, () -> Words.of("install 'a"));
    assertEquals("usage.open-quote", refused.diagnostic().code());
  }
}
