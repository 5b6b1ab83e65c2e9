package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClausesTest {
  @Test
  void a_comma_in_quotes_does_not_end_a_clause() {
    List<Clauses.Clause> clauses =
        Clauses.of("org.a;version=\"[1,2)\";resolution:=optional, org.b;version=3 ,org.c");
    assertEquals(
        List.of("org.a", "org.b", "org.c"), clauses.stream().map(Clauses.Clause::path).toList());
    assertEquals("[1,2)", clauses.get(0).value("version="));
    assertEquals("optional", clauses.get(0).value("resolution:="));
    assertEquals("3", clauses.get(1).value("version="));
    assertEquals("", clauses.get(2).value("version="));
  }

  @Test
  void no_header_has_no_clauses() {
    assertEquals(List.of(), Clauses.of(null));
  }
}
