package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;

@Timeout(120)
class WebTest {
  @TempDir Path cache;

  private Desk.Reply get(URI location) {
    return Bench.fetcher(cache).document(Bench.ask(location), false, Bench.SILENT);
  }

  private Diagnostic refusal(URI location) {
    return Bench.refused(() -> get(location));
  }

  @Test
  void a_server_busy_twice_is_asked_a_third_time() {
    AtomicInteger count = new AtomicInteger();
    try (Loopback server =
        new Loopback(
            e -> {
              e.getResponseHeaders().set("Retry-After", "0");
              boolean busy = count.incrementAndGet() < 3;
              Loopback.answer(e, busy ? 503 : 200, busy ? "busy" : "hello");
            })) {
      assertEquals("hello", Bench.text(get(server.at("/a"))));
      assertEquals(3, server.asked.size());
    }
  }

  @Test
  void a_server_in_trouble_is_given_up_after_the_agreed_tries() {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 500, "oops"))) {
      Diagnostic refusal = refusal(server.at("/a"));
      assertEquals("fetch.server-error", refusal.code());
      assertTrue(refusal.message().contains("`500`"));
      assertEquals(4, server.asked.size());
    }
  }

  @Test
  void a_server_may_not_ask_for_a_longer_pause_than_the_longest() {
    AtomicInteger count = new AtomicInteger();
    try (Loopback server =
        new Loopback(
            e -> {
              e.getResponseHeaders().set("Retry-After", "86400");
              boolean busy = count.incrementAndGet() < 2;
              Loopback.answer(e, busy ? 429 : 200, busy ? "" : "hello");
            })) {
      assertEquals("hello", Bench.text(get(server.at("/a"))));
    }
  }

  @Test
  void a_closed_port_means_no_network() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    Diagnostic refusal = refusal(URI.create("http://user:secret@127.0.0.1:" + port + "/demo/"));
    assertEquals("fetch.no-network", refusal.code());
    assertEquals("the server of `demo` cannot be reached", refusal.message());
    assertEquals(List.of("asked: `127.0.0.1:" + port + "`"), refusal.details());
  }

  @Test
  void a_name_nobody_knows_means_no_network() {
    assertEquals("fetch.no-network", refusal(URI.create("http://nowhere.invalid/a")).code());
  }

  @Test
  void a_server_silent_before_its_answer_or_within_it_has_stalled() {
    CountDownLatch over = new CountDownLatch(1);
    try (Loopback server =
        new Loopback(
            e -> {
              if (e.getRequestURI().getPath().equals("/within")) {
                e.sendResponseHeaders(200, 100);
                e.getResponseBody().write(new byte[10]);
                e.getResponseBody().flush();
              }
              hold(over);
            })) {
      Asking fetcher =
          Bench.fetcher(
              cache,
              new org.omnipkg.fetch.internal.http.Limits(
                  Duration.ofSeconds(1),
                  Duration.ofMillis(300),
                  2,
                  Duration.ofMillis(2),
                  Duration.ofMillis(20),
                  50,
                  1000),
              Map.of());
      for (String path : List.of("/before", "/within")) {
        assertEquals(
            "fetch.stalled",
            Bench.refused(() -> fetcher.document(Bench.ask(server.at(path)), false, Bench.SILENT))
                .code());
      }
      over.countDown();
    }
  }

  @Test
  void a_cancelled_caller_is_let_go_while_the_server_is_silent() {
    CountDownLatch over = new CountDownLatch(1);
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Loopback server =
        new Loopback(
            e -> {
              e.sendResponseHeaders(200, 100);
              e.getResponseBody().write(new byte[10]);
              e.getResponseBody().flush();
              cancelled.set(true);
              hold(over);
            })) {
      Asking fetcher = Bench.fetcher(cache, Bench.limits(Duration.ofDays(1)), Map.of());
      assertThrows(
          CancellationException.class,
          () -> fetcher.document(Bench.ask(server.at("/a")), false, cancelledBy(cancelled)));
      over.countDown();
    }
  }

  @Test
  void a_redirect_in_a_circle_ends() {
    try (Loopback server = new Loopback(e -> redirect(e, "/a"))) {
      assertEquals("fetch.bad-redirect", refusal(server.at("/a")).code());
      assertEquals(11, server.asked.size());
    }
  }

  @Test
  void a_redirect_away_from_http_is_refused() {
    try (Loopback server = new Loopback(e -> redirect(e, "file:///etc/hostname"))) {
      assertEquals("fetch.bad-redirect", refusal(server.at("/a")).code());
    }
  }

  @Test
  void two_hundred_requests_at_once_are_all_answered() throws Exception {
    try (Loopback server =
        new Loopback(e -> Loopback.answer(e, 200, e.getRequestURI().getPath()))) {
      Asking fetcher = Bench.fetcher(cache);
      var threads = Executors.newFixedThreadPool(200);
      try {
        List<Future<String>> replies = many(200, threads, fetcher, server);
        for (int i = 0; i < 200; i++) {
          assertEquals("/" + i, replies.get(i).get(60, TimeUnit.SECONDS));
        }
      } finally {
        threads.shutdownNow();
      }
      assertEquals(200, server.asked.size());
    }
  }

  @Test
  void a_host_is_asked_for_fifty_things_at_a_time_and_the_next_one_waits() throws Exception {
    CountDownLatch inside = new CountDownLatch(50);
    CountDownLatch over = new CountDownLatch(1);
    try (Loopback server =
        new Loopback(
            e -> {
              inside.countDown();
              hold(over);
              Loopback.answer(e, 200, "hello");
            })) {
      Asking fetcher = Bench.fetcher(cache);
      var threads = Executors.newFixedThreadPool(50);
      try {
        List<Future<String>> replies = many(50, threads, fetcher, server);
        assertTrue(inside.await(60, TimeUnit.SECONDS));
        AtomicInteger polls = new AtomicInteger();
        // gives up waiting once it was let through after all, or was not for many polls
        BooleanSupplier done = () -> server.asked.size() > 50 || polls.incrementAndGet() > 20;
        assertThrows(
            CancellationException.class,
            () -> fetcher.document(Bench.ask(server.at("/next")), false, cancelledBy(done)));
        assertEquals(50, server.asked.size());
        over.countDown();
        for (Future<String> reply : replies) {
          assertEquals("hello", reply.get(60, TimeUnit.SECONDS));
        }
      } finally {
        over.countDown();
        threads.shutdownNow();
      }
    }
  }

  private static List<Future<String>> many(
      int count, ExecutorService threads, Asking fetcher, Loopback server) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                threads.submit(
                    () ->
                        Bench.text(
                            fetcher.document(Bench.ask(server.at("/" + i)), false, Bench.SILENT))))
        .toList();
  }

  @Test
  void the_same_document_wanted_by_many_is_fetched_once() throws Exception {
    try (Loopback server =
        new Loopback(
            e -> {
              pause();
              Loopback.answer(e, 200, "hello");
            })) {
      Asking fetcher = Bench.fetcher(cache);
      var threads = Executors.newFixedThreadPool(20);
      try {
        List<Future<Desk.Reply>> replies =
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        threads.submit(
                            () ->
                                fetcher.document(
                                    Bench.ask(server.at("/a"), Duration.ofHours(1)),
                                    false,
                                    Bench.SILENT)))
                .toList();
        for (Future<Desk.Reply> reply : replies) {
          assertEquals("hello", Bench.text(reply.get(60, TimeUnit.SECONDS)));
        }
      } finally {
        threads.shutdownNow();
      }
      assertEquals(1, server.asked.size());
    }
  }

  static Progress cancelledBy(AtomicBoolean flag) {
    return cancelledBy(flag::get);
  }

  private static Progress cancelledBy(BooleanSupplier done) {
    return new Progress() {
      @Override
      public void step(String what) {}

      @Override
      public void note(String line) {}

      @Override
      public Task task(String label, long total) {
        return Progress.SILENT.task(label, total);
      }

      @Override
      public boolean cancelled() {
        return done.getAsBoolean();
      }
    };
  }

  private static void redirect(com.sun.net.httpserver.HttpExchange exchange, String to)
      throws java.io.IOException {
    exchange.getResponseHeaders().set("Location", to);
    Loopback.answer(exchange, 302, "");
  }

  private static void hold(CountDownLatch over) {
    try {
      over.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
