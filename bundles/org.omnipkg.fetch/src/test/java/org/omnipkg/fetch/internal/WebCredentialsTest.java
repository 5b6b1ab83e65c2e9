package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.spi.Desk;

@Timeout(120)
class WebCredentialsTest {
  private static final String BASIC = "Basic dXNlcjpwYXNzIHdvcmQ="; // user:pass word
  @TempDir Path cache;

  private Desk.Reply get(URI location) {
    return Bench.fetcher(cache).document(Bench.ask(location), false, Bench.SILENT);
  }

  private Diagnostic refusal(URI location) {
    return Bench.refused(() -> get(location));
  }

  @Test
  void each_asker_goes_by_their_own_variables() throws Exception {
    List<String> shown = new CopyOnWriteArrayList<>();
    try (Loopback server =
            new Loopback(
                e -> {
                  shown.add(String.valueOf(e.getRequestHeaders().getFirst("Authorization")));
                  Loopback.answer(e, 200, "hello");
                });
        Loopback proxy = new Loopback(e -> Loopback.answer(e, 200, "by proxy"))) {
      RoutingFetcher one = Bench.fetcher(cache).fetcher();
      Path netrc = cache.resolveSibling("netrc-of-ada");
      Files.writeString(netrc, "machine 127.0.0.1 login ada password x\n");
      String home = cache.resolve("nobody").toString();
      Asking ada = new Asking(one, Map.of("NETRC", netrc.toString(), "HOME", home));
      Asking bob = new Asking(one, Map.of("HOME", home));
      Asking eve = new Asking(one, Map.of("HOME", home, "http_proxy", proxy.at("/").toString()));
      ada.document(Bench.ask(server.at("/a")), false, Bench.SILENT);
      bob.document(Bench.ask(server.at("/b")), false, Bench.SILENT);
      ada.document(Bench.ask(server.at("ada@", "/c")), false, Bench.SILENT);
      String basic = "Basic YWRhOng=";
      assertEquals(List.of(basic, "null", basic), shown);
      assertEquals(
          "by proxy", Bench.text(eve.document(Bench.ask(server.at("/d")), false, Bench.SILENT)));
    }
  }

  @Test
  void a_token_is_shown_as_a_bearers_and_to_its_own_host_alone() {
    List<String> shown = new ArrayList<>();
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
      assertEquals(List.of("Bearer npm_abc/1", "null"), shown);
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

  private static void redirect(com.sun.net.httpserver.HttpExchange exchange, String to)
      throws java.io.IOException {
    exchange.getResponseHeaders().set("Location", to);
    Loopback.answer(exchange, 302, "");
  }
}
