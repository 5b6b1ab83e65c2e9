package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
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
  private static final String BASIC = "Basic dXNlcjpwYXNzIHdvcmQ="; // user:pass word
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
  void each_asker_goes_by_their_own_variables() throws Exception {
    java.util.List<String> shown = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (Loopback server =
            new Loopback(
                e -> {
                  shown.add(String.valueOf(e.getRequestHeaders().getFirst("Authorization")));
                  Loopback.answer(e, 200, "hello");
                });
        Loopback proxy = new Loopback(e -> Loopback.answer(e, 200, "by proxy"))) {
      RoutingFetcher one = Bench.fetcher(cache).fetcher();
      Path netrc = cache.resolveSibling("netrc-of-ada");
      java.nio.file.Files.writeString(netrc, "machine 127.0.0.1 login ada password x\n");
      String home = cache.resolve("nobody").toString();
      Asking ada = new Asking(one, Map.of("NETRC", netrc.toString(), "HOME", home));
      Asking bob = new Asking(one, Map.of("HOME", home));
      Asking eve = new Asking(one, Map.of("HOME", home, "http_proxy", proxy.at("/").toString()));
      ada.document(Bench.ask(server.at("/a")), false, Bench.SILENT);
      bob.document(Bench.ask(server.at("/b")), false, Bench.SILENT);
      ada.document(Bench.ask(server.at("ada@", "/c")), false, Bench.SILENT);
      String basic = "Basic YWRhOng=";
      assertEquals(java.util.List.of(basic, "null", basic), shown);
      assertEquals(
          "by proxy", Bench.text(eve.document(Bench.ask(server.at("/d")), false, Bench.SILENT)));
    }
  }

  @Test
  void a_token_is_shown_as_a_bearers_and_to_its_own_host_alone() {
    java.util.List<String> shown = new java.util.ArrayList<>();
    try (Loopback other =
            new Loopback(
                e -> {
                  shown.add(String.valueOf(e.getRequestHeaders().getFirst("Authorization")));
                  Loopback.answer(e, 200, "hello");
                });
        Loopback server =
            new Loopback(
                e -> {
                  shown.add(String.valueOf(e.getRequestHeaders().getFirst("Authorization")));
                  e.getResponseHeaders().set("Location", other.at("/b").toString());
                  Loopback.answer(e, 302, "");
                })) {
      get(server.at("_authToken:npm%5Fabc%2F1@", "/a"));
      assertEquals(java.util.List.of("Bearer npm_abc/1", "null"), shown);
    }
  }

  @Test
  void a_refused_login_is_not_tried_again_and_the_hint_names_the_netrc() {
    for (int status : new int[] {401, 403}) {
      try (Loopback server = new Loopback(e -> Loopback.answer(e, status, ""))) {
        Diagnostic refusal = refusal(server.at("user:secret@", "/a"));
        assertEquals("fetch.unauthorized", refusal.code());
        assertTrue(refusal.hint().contains("netrc"));
        assertFalse(refusal.toString().contains("secret"));
        assertEquals(1, server.asked.size());
      }
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
  void credentials_of_the_address_are_sent_and_decoded() {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      Desk.Reply reply = get(server.at("user:pass%20word@", "/a/"));
      assertEquals(BASIC, server.asked.get(0).authorization());
      // relative links of the document need them too
      assertEquals(server.at("user:pass%20word@", "/a/"), reply.location());
    }
  }

  @Test
  void credentials_never_stand_in_the_cache() throws Exception {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      get(server.at("user:verysecret@", "/a/?token=alsosecret"));
      try (var files = Files.walk(cache)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertFalse(Files.readString(file).contains("secret"), file.toString());
        }
      }
    }
  }

  @Test
  void credentials_of_the_netrc_are_sent_when_the_address_has_none() throws Exception {
    Path netrc =
        Files.writeString(
            cache.resolve("netrc"), "machine 127.0.0.1\n login user password \"pass word\"\n");
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, "hello"))) {
      Bench.fetcher(cache, Bench.limits(), Map.of("NETRC", netrc.toString()))
          .document(Bench.ask(server.at("/a")), false, Bench.SILENT);
      assertEquals(BASIC, server.asked.get(0).authorization());
    }
  }

  @Test
  void a_redirect_to_another_host_does_not_take_the_credentials_along() {
    try (Loopback other = new Loopback("127.0.0.2", e -> Loopback.answer(e, 200, "hello"));
        Loopback server = new Loopback(e -> redirect(e, other.at("/b").toString()))) {
      Desk.Reply reply = get(server.at("user:pass%20word@", "/a"));
      assertEquals("hello", Bench.text(reply));
      assertEquals(BASIC, server.asked.get(0).authorization());
      assertNull(other.asked.get(0).authorization());
      assertEquals(other.at("/b"), reply.location());
    }
  }

  @Test
  void a_redirect_within_a_host_keeps_the_credentials() {
    try (Loopback server =
        new Loopback(
            e -> {
              if (e.getRequestURI().getPath().equals("/a")) {
                redirect(e, "b/");
              } else {
                Loopback.answer(e, 200, "hello");
              }
            })) {
      Desk.Reply reply = get(server.at("user:pass%20word@", "/a"));
      assertEquals(BASIC, server.asked.get(1).authorization());
      assertEquals(server.at("user:pass%20word@", "/b/"), reply.location());
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
