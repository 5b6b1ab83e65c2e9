package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;

@Timeout(120)
class DownloadsTest {
  private static final byte[] CONTENT = Bench.noise(700_000);
  @TempDir Path cache;
  private Path into;

  @BeforeEach
  void place() {
    into = cache.resolve("demo.whl");
  }

  private void download(Artifact artifact) {
    Bench.fetcher(cache).download(artifact, into, false, Bench.SILENT);
  }

  private Diagnostic refusal(Artifact artifact) {
    return Bench.refused(() -> download(artifact));
  }

  private static void serve(HttpExchange exchange, int upTo) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"v1\"");
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, CONTENT.length - from);
    exchange.getResponseBody().write(CONTENT, from, Math.max(0, upTo - from));
    exchange.getResponseBody().flush();
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(CONTENT, Files.readAllBytes(into));
    assertFalse(Files.exists(cache.resolve("demo.whl.part")));
    assertFalse(Files.exists(cache.resolve("demo.whl.part.tag")));
  }

  @Test
  void a_file_arrives_whole_and_its_bytes_are_reported() throws Exception {
    AtomicLong reported = new AtomicLong();
    try (Loopback server = new Loopback(e -> serve(e, CONTENT.length))) {
      Bench.fetcher(cache)
          .download(Bench.artifact(server.at("/f"), CONTENT), into, false, counting(reported));
      assertWhole();
      assertEquals(CONTENT.length, reported.get());
    }
  }

  @Test
  void a_cut_connection_is_taken_up_where_it_broke() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (Loopback server =
        new Loopback(e -> serve(e, count.incrementAndGet() == 1 ? 300_000 : CONTENT.length))) {
      download(Bench.artifact(server.at("/f"), CONTENT));
      assertWhole();
      assertEquals(2, server.asked.size());
      String range = server.asked.get(1).range();
      assertTrue(range.matches("bytes=[1-9]\\d*-"), range);
      assertEquals("\"v1\"", server.asked.get(1).ifRange());
    }
  }

  @Test
  void many_cuts_are_no_reason_to_give_up_while_bytes_are_gained() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (Loopback server = new Loopback(e -> serve(e, count.incrementAndGet() * 100_000))) {
      download(Bench.artifact(server.at("/f"), CONTENT));
      assertWhole();
      assertEquals(7, server.asked.size());
    }
  }

  @Test
  void the_next_process_goes_on_where_the_last_one_was_stopped() throws Exception {
    try (Loopback server = new Loopback(e -> serve(e, CONTENT.length))) {
      Files.write(cache.resolve("demo.whl.part"), Arrays.copyOf(CONTENT, 200_000));
      Files.writeString(cache.resolve("demo.whl.part.tag"), "\"v1\"");
      download(Bench.artifact(server.at("/f"), CONTENT));
      assertWhole();
      assertEquals(
          List.of("bytes=200000-"), server.asked.stream().map(Loopback.Asked::range).toList());
    }
  }

  @Test
  void a_beginning_that_was_another_files_is_fetched_again_from_zero() throws Exception {
    try (Loopback server = new Loopback(e -> serve(e, CONTENT.length))) {
      Files.write(cache.resolve("demo.whl.part"), new byte[200_000]);
      download(Bench.artifact(server.at("/f"), CONTENT));
      assertWhole();
      assertEquals(2, server.asked.size());
    }
  }

  @Test
  void a_server_without_ranges_is_read_from_zero_again() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (Loopback server =
        new Loopback(
            e -> {
              boolean first = count.incrementAndGet() == 1;
              e.sendResponseHeaders(200, CONTENT.length);
              e.getResponseBody().write(CONTENT, 0, first ? 300_000 : CONTENT.length);
            })) {
      download(Bench.artifact(server.at("/f"), CONTENT));
      assertWhole();
    }
  }

  @Test
  void a_body_that_always_breaks_off_is_truncated() {
    try (Loopback server = new Loopback(e -> serve(e, 1000))) {
      Diagnostic refusal = refusal(Bench.artifact(server.at("/f"), CONTENT));
      assertEquals("fetch.truncated", refusal.code());
      assertTrue(refusal.message().contains("of 700000 bytes"), refusal.message());
      assertFalse(Files.exists(into));
    }
  }

  @Test
  void a_file_half_here_is_truncated_even_if_the_last_tries_get_no_answer_at_all() {
    AtomicInteger count = new AtomicInteger();
    try (Loopback server =
        new Loopback(
            e -> {
              if (count.incrementAndGet() == 1) {
                serve(e, 300_000);
              }
            })) {
      assertEquals("fetch.truncated", refusal(Bench.artifact(server.at("/f"), CONTENT)).code());
    }
  }

  @Test
  void a_file_shorter_than_promised_is_truncated_even_if_the_server_is_content() {
    try (Loopback server =
        new Loopback(e -> Loopback.answer(e, 200, Arrays.copyOf(CONTENT, 5000)))) {
      Diagnostic refusal = refusal(Bench.artifact(server.at("/f"), CONTENT));
      assertEquals("fetch.truncated", refusal.code());
      assertTrue(refusal.message().contains("5000 of 700000 bytes"), refusal.message());
    }
  }

  @Test
  void a_wrong_file_is_refused_with_both_hashes_and_leaves_nothing_behind() throws Exception {
    byte[] other = Bench.noise(CONTENT.length);
    other[9]++;
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, other))) {
      Diagnostic refusal = refusal(Bench.artifact(server.at("/f"), CONTENT));
      assertEquals("fetch.wrong-hash", refusal.code());
      assertTrue(refusal.message().contains("demo-1.0-py3-none-any.whl"));
      assertEquals(
          List.of(
              "expected sha256 " + Bench.sha256(CONTENT), "found    sha256 " + Bench.sha256(other)),
          refusal.details());
      assertEquals(1, server.asked.size());
      try (var left = Files.list(cache)) {
        assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
      }
    }
  }

  @Test
  void every_stated_hash_must_be_right() {
    try (Loopback server = new Loopback(e -> serve(e, CONTENT.length))) {
      Map<String, String> hashes =
          Map.of("sha256", Bench.sha256(CONTENT), "md5", "00112233445566778899aabbccddeeff");
      Diagnostic refusal = refusal(Bench.artifact(server.at("/f"), hashes, OptionalLong.empty()));
      assertEquals("fetch.wrong-hash", refusal.code());
    }
  }

  @Test
  void a_file_longer_than_promised_is_not_read_to_its_end() {
    try (Loopback server = new Loopback(e -> serve(e, CONTENT.length))) {
      Artifact artifact =
          Bench.artifact(
              server.at("/f"), Map.of("sha256", Bench.sha256(CONTENT)), OptionalLong.of(1000));
      assertEquals("fetch.wrong-hash", refusal(artifact).code());
    }
  }

  @Test
  void a_file_nobody_vouches_for_is_not_even_asked_for() {
    try (Loopback server = new Loopback(e -> serve(e, CONTENT.length))) {
      Artifact artifact =
          Bench.artifact(
              server.at("/f"),
              Map.of("md5", "00112233445566778899aabbccddeeff", "crc32", "1"),
              OptionalLong.empty());
      assertEquals("fetch.no-hash", refusal(artifact).code());
      assertEquals(0, server.asked.size());
    }
  }

  private static Artifact named(URI location, Map<String, String> hashes) {
    Artifact bare = Bench.artifact(location, hashes, OptionalLong.empty());
    Map<String, String> facts = Map.of(Fetcher.NAMED, "true");
    return new Artifact("named", "wheel", bare.location(), bare.hashes(), bare.size(), facts);
  }

  @Test
  void a_file_named_by_its_address_is_taken_over_a_safe_line_alone() throws Exception {
    try (Loopback server = new Loopback(e -> serve(e, CONTENT.length))) {
      download(named(server.at("/f"), Map.of()));
      assertArrayEquals(CONTENT, Files.readAllBytes(into));
      assertEquals("fetch.no-hash", refusal(named(server.at("/f"), Map.of("md5", "0"))).code());
      Map<String, String> wrong = Map.of("sha256", "0".repeat(64));
      assertEquals("fetch.wrong-hash", refusal(named(server.at("/f"), wrong)).code());
    }
    for (String open : List.of("http://nowhere.invalid/f", "http://127.0.0.1.nowhere.invalid/f")) {
      assertEquals("fetch.no-hash", refusal(named(URI.create(open), Map.of())).code());
    }
  }

  @Test
  void a_file_that_is_gone_is_not_found() {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 404, ""))) {
      assertEquals("fetch.not-found", refusal(Bench.artifact(server.at("/f"), CONTENT)).code());
    }
  }

  @Test
  void offline_no_file_is_fetched() {
    URI nowhere = URI.create("https://nowhere.invalid/f");
    Diagnostic refusal =
        Bench.refused(
            () ->
                Bench.fetcher(cache)
                    .download(Bench.artifact(nowhere, CONTENT), into, true, Bench.SILENT));
    assertEquals("fetch.offline", refusal.code());
    assertTrue(refusal.message().contains("demo-1.0-py3-none-any.whl"));
  }

  @Test
  void a_cancelled_download_stops_and_keeps_what_it_has() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Loopback server =
        new Loopback(
            e -> {
              serve(e, 400_000);
              cancelled.set(true);
              while (Files.notExists(cache.resolve("over"))) {
                Thread.onSpinWait();
              }
            })) {
      Artifact artifact = Bench.artifact(server.at("/f"), CONTENT);
      assertThrows(
          CancellationException.class,
          () ->
              Bench.fetcher(cache).download(artifact, into, false, WebTest.cancelledBy(cancelled)));
      Files.createFile(cache.resolve("over"));
      assertFalse(Files.exists(into));
    }
  }

  private static Progress counting(AtomicLong bytes) {
    return new Progress() {
      @Override
      public void step(String what) {}

      @Override
      public void note(String line) {}

      @Override
      public Task task(String label, long total) {
        return new Task() {
          @Override
          public void advance(long more) {
            bytes.addAndGet(more);
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
