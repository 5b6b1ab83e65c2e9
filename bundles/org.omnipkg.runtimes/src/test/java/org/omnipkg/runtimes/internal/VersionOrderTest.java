package org.omnipkg.runtimes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionOrderTest {
  @Test
  void numbers_count_as_numbers_and_unfinished_versions_come_first() {
    assertEquals(
        List.of(
            "2.7.18", "3.9.2", "3.9.18", "3.10.0a1", "3.10.0rc1", "3.10.0", "3.10.1", "v22.1.0"),
        Stream.of(
                "3.10.1", "3.9.18", "3.10.0", "2.7.18", "3.10.0rc1", "v22.1.0", "3.9.2", "3.10.0a1")
            .sorted(new VersionOrder())
            .toList());
  }
}
