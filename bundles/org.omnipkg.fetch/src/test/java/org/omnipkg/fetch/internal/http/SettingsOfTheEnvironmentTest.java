package org.omnipkg.fetch.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsOfTheEnvironmentTest {
  private static boolean exempt(String noProxy, String location) {
    Map<String, String> environment =
        Map.of("http_proxy", "http://proxy.invalid:8080", "NO_PROXY", noProxy);
    return new Proxies(environment).named(URI.create(location)).isEmpty();
  }

  @Test
  void no_proxy_names_hosts_domains_and_ports() {
    assertTrue(exempt("a.invalid", "http://a.invalid/"));
    assertTrue(exempt("x, .a.invalid", "http://b.a.invalid/"));
    assertTrue(exempt("*.a.invalid", "http://b.a.invalid/"));
    assertTrue(exempt("*", "http://b.invalid/"));
    assertTrue(exempt("a.invalid:81", "http://A.invalid:81/"));
    assertFalse(exempt("a.invalid:81", "http://a.invalid:82/"));
    assertFalse(exempt("a.invalid", "http://ba.invalid/"));
    assertFalse(exempt("", "http://a.invalid/"));
  }

  @Test
  void a_proxy_is_for_its_scheme_and_needs_no_scheme_of_its_own() {
    Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "proxy.invalid:3128"));
    URI proxy = proxies.named(URI.create("https://a.invalid/")).orElseThrow();
    assertEquals("proxy.invalid", proxy.getHost());
    assertEquals(3128, Proxies.port(proxy));
    assertEquals(Optional.empty(), proxies.named(URI.create("http://a.invalid/")));
  }

  @Test
  void a_netrc_is_read_over_lines_quotes_comments_macros_and_its_default() {
    Netrc netrc =
        Netrc.parse(
            """
            # machine c.invalid login no password no
            machine A.invalid
              login one
              password "two \\"three\\""
            macdef init
            machine b.invalid login no password no

            machine b.invalid login four account x password five
            default login six password seven
            """);
    assertEquals(
        new Netrc.Login("a.invalid", "one", "two \"three\""), netrc.of("a.invalid").orElseThrow());
    assertEquals(new Netrc.Login("b.invalid", "four", "five"), netrc.of("B.invalid").orElseThrow());
    assertEquals(new Netrc.Login("", "six", "seven"), netrc.of("c.invalid").orElseThrow());
    assertEquals(Optional.empty(), Netrc.parse("machine a.invalid").of("b.invalid"));
    assertFalse(netrc.of("a.invalid").orElseThrow().toString().contains("two"));
  }

  @Test
  void retry_after_is_seconds_or_a_date() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    assertEquals(Optional.of(Duration.ofSeconds(7)), RetryAfter.parse(" 7 ", clock));
    assertEquals(
        Optional.of(Duration.ofSeconds(90)),
        RetryAfter.parse("Thu, 01 Jan 2026 00:01:30 GMT", clock));
    assertEquals(
        Optional.of(Duration.ZERO), RetryAfter.parse("Wed, 31 Dec 2025 00:00:00 GMT", clock));
    assertEquals(Optional.empty(), RetryAfter.parse("soon", clock));
  }
}
