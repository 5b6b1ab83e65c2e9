package org.omnipkg.ecosystem.ruby.internal.bundler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.ruby.internal.bundler.LockedGems.Chosen;

class LockedGemsTest {
  @Test
  void what_bundler_chose_is_read_with_variants_and_needs() {
    String lock =
        """
        PATH
          remote: .
          specs:
            mine (1.0)

        GEM
          remote: http://127.0.0.1:1/
          specs:
            nokogiri (1.13.10-x86_64-linux)
              racc (~> 1.4)
            racc (1.6.2)
            rack (3.0.0.rc1)

        PLATFORMS
          x86_64-linux

        DEPENDENCIES
          rack
        """;
    assertEquals(
        Map.of(
            "nokogiri", new Chosen("1.13.10", "x86_64-linux", List.of("racc")),
            "racc", new Chosen("1.6.2", "", List.of()),
            "rack", new Chosen("3.0.0.rc1", "", List.of())),
        LockedGems.read(lock).gems());
  }
}
