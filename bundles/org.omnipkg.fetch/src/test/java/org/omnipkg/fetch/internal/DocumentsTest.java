package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.spi.Desk;

class DocumentsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  @TempDir Path cache;

  @Test
  void a_fresh_copy_is_not_asked_for_again_not_even_by_the_next_process() {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      Asking fetcher = Bench.fetcher(cache);
      fetcher.document(Bench.ask(server.at("/a"), HOUR), false, Bench.SILENT);
      fetcher.document(Bench.ask(server.at("/a"), HOUR), false, Bench.SILENT);
      Desk.Reply again =
          Bench.fetcher(cache).document(Bench.ask(server.at("/a"), HOUR), false, Bench.SILENT);
      assertEquals("hello", Bench.text(again));
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void an_old_copy_is_revalidated_by_its_etag() {
    try (Loopback server =
        new Loopback(
            e -> {
              e.getResponseHeaders().set("ETag", "\"one\"");
              boolean known = "\"one\"".equals(e.getRequestHeaders().getFirst("If-None-Match"));
              Loopback.answer(e, known ? 304 : 200, known ? "" : "hello");
            })) {
      Asking fetcher = Bench.fetcher(cache);
      fetcher.document(Bench.ask(server.at("/a")), false, Bench.SILENT);
      Desk.Reply second = fetcher.document(Bench.ask(server.at("/a")), false, Bench.SILENT);
      assertEquals("hello", Bench.text(second));
      assertEquals(200, second.status());
      assertEquals(2, server.asked.size());
      assertEquals("\"one\"", server.asked.get(1).ifNone());
    }
  }

  @Test
  void without_validators_an_old_copy_is_replaced() {
    AtomicInteger count = new AtomicInteger();
    try (Loopback server =
        new Loopback(e -> Loopback.answer(e, 200, "version " + count.incrementAndGet()))) {
      Asking fetcher = Bench.fetcher(cache);
      fetcher.document(Bench.ask(server.at("/a")), false, Bench.SILENT);
      assertEquals(
          "version 2",
          Bench.text(fetcher.document(Bench.ask(server.at("/a")), false, Bench.SILENT)));
    }
  }

  @Test
  void a_document_for_ever_is_never_asked_for_again_however_old() throws Exception {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      Desk.Ask ask = Bench.ask(server.at("/a"), Desk.Ask.FOR_EVER);
      Bench.fetcher(cache).document(ask, false, Bench.SILENT);
      age(Duration.ofDays(5000));
      assertEquals("hello", Bench.text(Bench.fetcher(cache).document(ask, false, Bench.SILENT)));
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void an_absent_document_is_remembered_for_a_minute_only() throws Exception {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 404, "no such page"))) {
      Desk.Ask ask = Bench.ask(server.at("/a"), Desk.Ask.FOR_EVER);
      Desk.Reply reply = Bench.fetcher(cache).document(ask, false, Bench.SILENT);
      assertEquals(404, reply.status());
      assertEquals(Optional.empty(), reply.body());
      Bench.fetcher(cache).document(ask, false, Bench.SILENT);
      assertEquals(1, server.asked.size());
      age(Duration.ofSeconds(61));
      Bench.fetcher(cache).document(ask, false, Bench.SILENT);
      assertEquals(2, server.asked.size());
    }
  }

  @Test
  void a_damaged_copy_is_dropped_and_fetched_anew() throws Exception {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      Desk.Ask ask = Bench.ask(server.at("/a"), HOUR);
      Bench.fetcher(cache).document(ask, false, Bench.SILENT);
      Path file = stored().get(0);
      FileTime time = Files.getLastModifiedTime(file);
      Files.writeString(file, Files.readString(file).replace("hello", "hallo"));
      Files.setLastModifiedTime(file, time);
      assertEquals("hello", Bench.text(Bench.fetcher(cache).document(ask, false, Bench.SILENT)));
      assertEquals(2, server.asked.size());
    }
  }

  @Test
  void offline_serves_a_copy_of_any_age_and_refuses_what_it_never_saw() throws Exception {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      Bench.fetcher(cache).document(Bench.ask(server.at("/simple/demo/")), false, Bench.SILENT);
      age(Duration.ofDays(90));
      Asking fetcher = Bench.fetcher(cache);
      Desk.Ask seen = Bench.ask(server.at("u:secret@", "/simple/demo/"));
      assertEquals("hello", Bench.text(fetcher.document(seen, true, Bench.SILENT)));
      var refusal =
          Bench.refused(
              () ->
                  fetcher.document(
                      Bench.ask(server.at("u:secret@", "/simple/other/")), true, Bench.SILENT));
      assertEquals("fetch.offline", refusal.code());
      assertTrue(refusal.message().contains("`other`"), refusal.message());
      assertFalse(refusal.message().contains("127.0.0.1"), refusal.message());
      assertFalse(refusal.message().contains("secret"), refusal.message());
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void packed_bodies_are_unpacked() {
    try (Loopback server =
        new Loopback(
            e -> {
              e.getResponseHeaders().set("Content-Encoding", "gzip");
              ByteArrayOutputStream packed = new ByteArrayOutputStream();
              try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write("hello".repeat(1000).getBytes(StandardCharsets.UTF_8));
              }
              Loopback.answer(e, 200, packed.toByteArray());
            })) {
      Desk.Reply reply =
          Bench.fetcher(cache).document(Bench.ask(server.at("/a")), false, Bench.SILENT);
      assertEquals("hello".repeat(1000), Bench.text(reply));
      assertFalse(reply.headers().containsKey("content-encoding"));
    }
  }

  @Test
  void a_range_is_asked_for_and_kept_apart_from_the_whole() {
    try (Loopback server =
        new Loopback(
            e -> {
              boolean part = e.getRequestHeaders().containsKey("Range");
              Loopback.answer(e, part ? 206 : 200, part ? "llo" : "hello");
            })) {
      Asking fetcher = Bench.fetcher(cache);
      Desk.Ask tail = new Desk.Ask(server.at("/a"), "", HOUR, Optional.of("-3"));
      assertEquals("llo", Bench.text(fetcher.document(tail, false, Bench.SILENT)));
      assertEquals(
          "hello",
          Bench.text(fetcher.document(Bench.ask(server.at("/a"), HOUR), false, Bench.SILENT)));
      assertEquals("bytes=-3", server.asked.get(0).range());
      assertEquals(206, fetcher.document(tail, false, Bench.SILENT).status());
      assertEquals(2, server.asked.size());
    }
  }

  @Test
  void a_range_that_a_server_refuses_becomes_the_whole() {
    try (Loopback server =
        new Loopback(
            e -> {
              boolean part = e.getRequestHeaders().containsKey("Range");
              Loopback.answer(e, part ? 416 : 200, part ? "" : "hello");
            })) {
      Desk.Ask tail = new Desk.Ask(server.at("/a"), "", HOUR, Optional.of("-30000"));
      Desk.Reply reply = Bench.fetcher(cache).document(tail, false, Bench.SILENT);
      assertEquals("hello", Bench.text(reply));
    }
  }

  @Test
  void a_document_too_large_for_memory_is_refused() {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, new byte[(1 << 20) + 1]))) {
      assertEquals(
          "fetch.too-large",
          Bench.refused(
                  () ->
                      Bench.fetcher(cache)
                          .document(Bench.ask(server.at("/a")), false, Bench.SILENT))
              .code());
    }
  }

  @Test
  void what_a_caller_does_to_its_copy_harms_nobody() {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      Asking fetcher = Bench.fetcher(cache);
      Desk.Ask ask = Bench.ask(server.at("/a"), HOUR);
      fetcher.document(ask, false, Bench.SILENT).body().orElseThrow()[0] = 'x';
      assertArrayEquals(
          "hello".getBytes(StandardCharsets.UTF_8),
          fetcher.document(ask, false, Bench.SILENT).body().orElseThrow());
    }
  }

  private void age(Duration by) throws Exception {
    for (Path file : stored()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
    }
  }

  private List<Path> stored() throws Exception {
    try (var files = Files.walk(cache.resolve("documents"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
