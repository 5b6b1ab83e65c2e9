package org.omnipkg.fetch.internal.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.omnipkg.fetch.Access;

@Timeout(120)
class WebsPracticeTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Limits LIMITS = new Limits(TIME, TIME, 1, TIME, TIME, 4, 1 << 20);

  @Test
  void practice_needs_nobody_but_this_process() {
    Map<String, String> nowhere =
        Map.of("https_proxy", "http://127.0.0.1:1", "http_proxy", "http://127.0.0.1:1");
    Webs webs = new Webs(LIMITS);
    for (int i = 0; i < 2; i++) {
      assertDoesNotThrow(() -> webs.prepare(Access.of(nowhere, false)));
    }
  }

  @Test
  void the_server_of_this_process_answers_and_can_be_closed() throws IOException {
    URI address;
    try (Loopback server = new Loopback()) {
      address = server.address();
      assertEquals("127.0.0.1", address.getHost());
      try (InputStream in = address.toURL().openStream()) {
        assertEquals(200_000, in.readAllBytes().length);
      }
    }
    assertTrue(address.getPort() > 0);
  }
}
