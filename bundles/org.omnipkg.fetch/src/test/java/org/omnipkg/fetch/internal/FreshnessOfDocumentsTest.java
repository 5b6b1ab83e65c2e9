package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.spi.Desk;

/** What a server says about how long its documents hold. */
class FreshnessOfDocumentsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  @TempDir Path cache;

  /** Asks twice. */
  private int asked(Map<String, String> headers, Duration fresh) {
    try (Loopback server =
        new Loopback(
            e -> {
              headers.forEach(e.getResponseHeaders()::set);
              Loopback.answer(e, 200, "hello");
            })) {
      Asking fetcher = Bench.fetcher(cache);
      fetcher.document(Bench.ask(server.at("/a"), fresh), false, Bench.SILENT);
      fetcher.document(Bench.ask(server.at("/a"), fresh), false, Bench.SILENT);
      return server.asked.size();
    }
  }

  @Test
  void a_server_may_forbid_that_its_document_is_used_unasked() {
    assertEquals(2, asked(Map.of("Cache-Control", "no-cache"), HOUR));
    assertEquals(2, asked(Map.of("Cache-Control", "public, max-age=0"), HOUR));
    assertEquals(2, asked(Map.of("Cache-Control", "private,no-store"), HOUR));
  }

  @Test
  void a_server_may_shorten_how_long_its_document_holds_and_not_lengthen_it() {
    assertEquals(1, asked(Map.of("Cache-Control", "max-age=600"), HOUR));
    assertEquals(2, asked(Map.of("Cache-Control", "max-age=600", "Age", "600"), HOUR));
    assertEquals(2, asked(Map.of("Cache-Control", "max-age=600"), Duration.ZERO));
  }

  @Test
  void what_never_changes_is_kept_whatever_its_server_says() {
    assertEquals(1, asked(Map.of("Cache-Control", "no-cache"), Desk.Ask.FOR_EVER));
  }

  @Test
  void a_reply_says_how_long_it_still_holds() {
    try (Loopback server =
        new Loopback(
            e -> {
              e.getResponseHeaders().set("Cache-Control", "max-age=600");
              Loopback.answer(e, 200, "hello");
            })) {
      Desk.Reply reply =
          Bench.fetcher(cache).document(Bench.ask(server.at("/a"), HOUR), false, Bench.SILENT);
      long left = Long.parseLong(reply.headers().get(Fetcher.FRESH_MILLIS));
      assertTrue(left > 0 && left <= 600_000, () -> "" + left);
    }
  }
}
