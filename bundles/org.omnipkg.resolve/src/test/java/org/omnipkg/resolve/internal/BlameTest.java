package org.omnipkg.resolve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

class BlameTest {
  private static RuntimeException thrownIn(String... types) {
    RuntimeException failure = new IllegalArgumentException("odd");
    failure.setStackTrace(
        List.of(types).stream()
            .map(type -> new StackTraceElement(type, "solve", "Some.java", 7))
            .toArray(StackTraceElement[]::new));
    return failure;
  }

  private static RuntimeException told(RuntimeException failure) {
    return assertThrows(
        RuntimeException.class,
        () ->
            Blame.blaming(
                () -> {
                  throw failure;
                }));
  }

  @Test
  void what_a_resolver_from_elsewhere_throws_is_its_own_failure() {
    RuntimeException failure =
        thrownIn("java.util.Optional", "org.example.Other", "org.omnipkg.resolve.Session");
    Diagnostic why = ((Refusal) told(failure)).diagnostic();
    assertEquals("resolver.broken", why.code());
    assertEquals(List.of("in org.example.Other.solve(Some.java:7)"), why.details());
  }

  @Test
  void what_the_house_throws_stays_as_it_is() {
    RuntimeException own = thrownIn("java.util.Optional", "org.omnipkg.resolve.Session", "x.Other");
    assertSame(own, told(own));
    Refusal refusal = new Refusal(Diagnostic.user("a.b", "no", ""));
    assertSame(refusal, told(refusal));
  }
}
