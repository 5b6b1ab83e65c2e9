package org.omnipkg.ecosystem.python.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-06T07:08:09Z",
        "2024-02-29T23:59:59.9Z",
        "2006-12-02T02:07:43.123456Z",
        "1969-12-31T23:59:59.123456789Z",
        "2024-05-06T07:08:09.5+00:00",
        "2016-12-31T23:59:59.000000Z"
      })
  void a_time_is_what_the_jdk_reads(String text) {
    assertEquals(Instant.parse(text).toEpochMilli(), Instants.millis(text));
  }

  @Test
  void what_is_no_time_is_none() {
    for (String text :
        new String[] {
          "2024-02-30T00:00:00Z", "2024-05-06T25:00:00Z", "2024-05-06", "then.........Z"
        }) {
      assertThrows(DateTimeException.class, () -> Instants.millis(text), text);
    }
  }
}
