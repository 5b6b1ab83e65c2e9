package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.spi.Desk;

@Timeout(120)
class TlsTest {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static final List<Headers> ASKED = new CopyOnWriteArrayList<>();
  @TempDir static Path keys;
  @TempDir Path cache;
  private static HttpsServer server;
  private static Path pem;

  @BeforeAll
  static void start() throws Exception {
    pem = keys.resolve("here.pem");
    server = server("here", pem);
    server.createContext(
        "/",
        exchange -> {
          ASKED.add(exchange.getRequestHeaders());
          boolean away = exchange.getRequestURI().getPath().equals("/away");
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/");
          Loopback.answer(exchange, away ? 302 : 200, away ? "" : "hello");
          exchange.close();
        });
    server.start();
  }

  private static HttpsServer server(String name, Path pem, Object... validity) throws Exception {
    Path store = keys.resolve(name + ".p12");
    String password = "changeit";
    keytool("-genkeypair", "-keystore", store, "-storepass", password, "-alias", "here");
    if (validity.length == 0) {
      keytool("-exportcert", "-rfc", "-keystore", store, "-storepass", password, "-file", pem);
    } else {
      signed(store, password, pem, validity);
    }
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      own.load(in, password.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(own, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(THREADS);
    return server;
  }

  /** Replaces the certificate by one the first server's authority signed for another time. */
  private static void signed(Path store, String password, Path signed, Object... validity)
      throws Exception {
    Path request = keys.resolve(store.getFileName() + ".csr");
    keytool("-certreq", "-keystore", store, "-storepass", password, "-file", request);
    List<Object> sign = new java.util.ArrayList<>(List.of(validity));
    sign.addAll(List.of("-gencert", "-rfc", "-keystore", keys.resolve("here.p12")));
    sign.addAll(List.of("-storepass", password, "-infile", request, "-outfile", signed));
    sign.addAll(List.of("-ext", "san=ip:127.0.0.1"));
    keytool(sign.toArray());
    Path chain = keys.resolve(store.getFileName() + ".chain");
    Files.writeString(chain, Files.readString(signed) + Files.readString(pem));
    keytool("-importcert", "-noprompt", "-keystore", store, "-storepass", password, "-file", chain);
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    THREADS.shutdownNow();
  }

  private static void keytool(Object... more) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (Object word : more) {
      command.add(word.toString());
    }
    if (command.contains("-genkeypair")) {
      command.addAll(
          List.of(
              "-keyalg",
              "EC",
              "-dname",
              "CN=here",
              "-ext",
              "san=ip:127.0.0.1",
              "-ext",
              "bc=ca:true"));
    } else {
      command.addAll(List.of("-alias", "here"));
    }
    assertEquals(
        0,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("keytool.log").toFile())
            .start()
            .waitFor());
  }

  private static URI at(String path) {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Desk.Reply get(URI location, Map<String, String> environment) {
    return Bench.fetcher(cache, Bench.limits(), environment)
        .document(Bench.ask(location), false, Bench.SILENT);
  }

  @Test
  void a_certificate_nobody_knows_is_not_trusted_and_the_hint_says_what_to_set() {
    var refusal = Bench.refused(() -> get(at("/demo"), Map.of()));
    assertEquals("fetch.untrusted", refusal.code());
    assertTrue(refusal.hint().contains("SSL_CERT_FILE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1y", "-1y"})
  void a_certificate_of_another_time_is_told_from_one_nobody_knows(String start) throws Exception {
    Path other = keys.resolve(start + ".pem");
    HttpsServer server = server("at" + start, other, "-startdate", start, "-validity", "30");
    server.start();
    try {
      URI place = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/demo");
      var refusal = Bench.refused(() -> get(place, Map.of("SSL_CERT_FILE", pem.toString())));
      assertEquals("fetch.certificate-date", refusal.code());
      assertTrue(refusal.hint().contains("clock"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void authorities_that_the_environment_names_are_trusted() {
    for (String name : List.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT")) {
      assertEquals("hello", Bench.text(get(at("/demo"), Map.of(name, pem.toString()))));
    }
  }

  @Test
  void a_bundle_that_is_missing_or_damaged_costs_nothing_but_itself() throws Exception {
    Path odd =
        Files.writeString(
            cache.resolve("odd.pem"),
            "# words\n"
                + Files.readString(pem)
                + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    Map<String, String> environment =
        Map.of("SSL_CERT_FILE", cache.resolve("missing").toString(), "PIP_CERT", odd.toString());
    assertEquals("hello", Bench.text(get(at("/demo"), environment)));
  }

  @Test
  void a_redirect_from_https_to_http_is_refused() {
    assertEquals(
        "fetch.bad-redirect",
        Bench.refused(() -> get(at("/away"), Map.of("SSL_CERT_FILE", pem.toString()))).code());
  }

  @Test
  void mavens_resolver_trusts_the_same_authorities() throws Exception {
    Path home = Files.createDirectories(cache.resolve("home/.m2")).getParent();
    Files.writeString(
        home.resolve(".m2/settings.xml"),
        "<settings><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>"
            + at("/")
            + "</url></mirror></mirrors></settings>");
    byte[] hello = "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    URI place = URI.create("maven:g:a:jar::1");
    var artifact =
        Bench.artifact(place, Map.of("sha256", Bench.sha256(hello)), OptionalLong.empty());
    Path into = cache.resolve("into");
    assertEquals(
        "fetch.untrusted",
        Bench.refused(() -> Bench.fetcher(cache).download(artifact, into, false, Bench.SILENT))
            .code());
    Bench.fetcher(cache, Bench.limits(), Map.of("SSL_CERT_FILE", pem.toString()))
        .download(artifact, into, false, Bench.SILENT);
    assertArrayEquals(hello, Files.readAllBytes(into));
  }

  @Test
  void a_tunnel_shows_the_proxys_password_to_the_proxy_only() throws Exception {
    try (Tunnel proxy = new Tunnel()) {
      Map<String, String> environment =
          Map.of(
              "HTTPS_PROXY",
              "http://user:pass%20word@127.0.0.1:" + proxy.port(),
              "SSL_CERT_FILE",
              pem.toString());
      ASKED.clear();
      assertEquals("hello", Bench.text(get(at("/demo"), environment)));
      String head = proxy.heads.get(0);
      assertTrue(head.startsWith("CONNECT 127.0.0.1:"), head);
      assertTrue(head.contains("Proxy-Authorization: Basic dXNlcjpwYXNzIHdvcmQ="), head);
      assertFalse(ASKED.get(0).containsKey("Proxy-Authorization"));
      proxy.heads.clear();
      get(
          at("/demo"),
          Map.of(
              "HTTPS_PROXY",
              "http://127.0.0.1:" + proxy.port(),
              "NO_PROXY",
              "example.invalid, 127.0.0.1",
              "SSL_CERT_FILE",
              pem.toString()));
      assertEquals(List.of(), proxy.heads);
    }
  }

  @Test
  void a_proxy_that_wants_a_login_is_told_from_a_server_that_does() throws Exception {
    try (Tunnel proxy = new Tunnel("HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n")) {
      var refusal =
          Bench.refused(
              () -> get(at("/demo"), Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port())));
      assertEquals("fetch.forbidden", refusal.code());
      assertTrue(refusal.hint().contains("HTTPS_PROXY"), refusal.hint());
    }
  }
}
