package org.omnipkg.ecosystem.node.internal.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.node.internal.Tables;

class NamesTest {
  @Test
  void every_name_that_may_be_published_is_one() {
    for (String[] row : Tables.rows("names.txt")) {
      String name = Tables.text(row[0]);
      if (row[1].equals("new") && !name.startsWith("@.")) {
        assertTrue(Names.valid(name), name);
      }
    }
  }

  @Test
  void what_npm_never_took_is_none() {
    for (String[] row : Tables.rows("names.txt")) {
      if (row[1].equals("no")) {
        assertFalse(Names.valid(Tables.text(row[0])), row[0]);
      }
    }
  }

  @Test
  void of_the_names_that_were_once_allowed_those_with_capitals_are_left() {
    assertTrue(Names.valid("JSONStream"));
    for (String odd : List.of("a!b", "a*b", "a(b)", "a'b", "a".repeat(215))) {
      assertFalse(Names.valid(odd), odd);
    }
  }

  @Test
  void nothing_leads_out_of_a_folder_or_looks_like_something_else() {
    for (String bad :
        List.of(
            "..", "@../x", "@a/..", "../x", "a/../b", "@./x", "rеact", "ｒeact", "re\u200bact")) {
      assertFalse(Names.valid(bad), bad);
    }
  }

  @Test
  void a_scope_is_told_from_a_name() {
    assertEquals("@types", Names.scope("@types/node"));
    assertEquals("", Names.scope("react"));
    assertEquals("node", Names.base("@types/node"));
    assertEquals("types+node", Names.flat("@types/node"));
  }
}
