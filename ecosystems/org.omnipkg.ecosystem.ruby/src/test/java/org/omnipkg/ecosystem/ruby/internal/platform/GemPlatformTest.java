package org.omnipkg.ecosystem.ruby.internal.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.ruby.internal.Tables;

class GemPlatformTest {
  @Test
  void a_ruby_takes_the_gems_rubygems_takes() {
    List<String> platforms = Tables.rows("platforms.txt").stream().map(row -> row[0]).toList();
    for (String[] row : Tables.rows("platforms.txt")) {
      GemPlatform here = GemPlatform.of(row[0]);
      for (int i = 0; i < platforms.size(); i++) {
        char taken = here.takes(GemPlatform.of(platforms.get(i))) ? '1' : '0';
        assertEquals(row[1].charAt(i), taken, row[0] + " takes " + platforms.get(i));
      }
    }
  }
}
