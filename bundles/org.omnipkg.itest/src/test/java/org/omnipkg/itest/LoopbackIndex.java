package org.omnipkg.itest;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An index (PEP 503) over a folder of wheels on loopback that can misbehave by name. */
final class LoopbackIndex implements AutoCloseable {
  /** Ways to misbehave. */
  enum Fault {
    WRONG_HASH,
    TRUNCATED,
    STALLED_PAGE,
    STALLED_FILE,
    BROKEN
  }

  private final Path wheels;
  private final LoopbackServer server = new LoopbackServer();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private volatile String login = "";
  private volatile java.util.function.Consumer<HttpExchange> eye = exchange -> {};

  LoopbackIndex(Path wheels) {
    this.wheels = wheels;
    server.answer("/simple/", exchange -> guarded(exchange, this::page));
    server.answer("/files/", exchange -> guarded(exchange, this::file));
  }

  String address() {
    return address("");
  }

  /** With {@code user:password@} or the like in it. */
  String address(String userinfo) {
    return "http://" + userinfo + server.place() + "/simple/";
  }

  /** Lets nobody in without {@code user:password}. */
  LoopbackIndex secured(String as) {
    login = as;
    return this;
  }

  /** Is shown every request before it is answered. */
  LoopbackIndex watched(java.util.function.Consumer<HttpExchange> by) {
    eye = by;
    return this;
  }

  private void guarded(HttpExchange exchange, com.sun.net.httpserver.HttpHandler inner)
      throws IOException {
    eye.accept(exchange);
    String wanted =
        "Basic "
            + java.util.Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    if (!login.isEmpty()
        && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    inner.handle(exchange);
  }

  LoopbackIndex fault(String name, Fault fault) {
    faults.put(name, fault);
    return this;
  }

  private void page(HttpExchange exchange) throws IOException {
    String name =
        exchange.getRequestURI().getPath().substring("/simple/".length()).replace("/", "");
    Fault fault = faults.get(name);
    if (fault == Fault.BROKEN) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    if (fault == Fault.STALLED_PAGE) {
      stall();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(wheels)) {
      files =
          all.filter(file -> file.getFileName().toString().startsWith(name + "-"))
              .sorted()
              .toList();
    }
    if (name.isEmpty() || files.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    String body =
        files.stream()
            .map(file -> link(file, fault))
            .collect(Collectors.joining("\n", "<html><body>", "</body></html>"));
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String link(Path file, @org.jspecify.annotations.Nullable Fault fault) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      String hash = fault == Fault.WRONG_HASH ? "0".repeat(64) : HexFormat.of().formatHex(digest);
      String name = file.getFileName().toString();
      String range = name.startsWith("future") ? " data-requires-python=\"&gt;=4\"" : "";
      return "<a href=\"/files/" + name + "#sha256=" + hash + "\"" + range + ">" + name + "</a>";
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/files/".length());
    Fault fault = faults.get(name.split("-")[0]);
    if (!Files.exists(wheels.resolve(name))) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    byte[] bytes = Files.readAllBytes(wheels.resolve(name));
    exchange.sendResponseHeaders(200, bytes.length);
    int length =
        fault == Fault.TRUNCATED || fault == Fault.STALLED_FILE ? bytes.length / 2 : bytes.length;
    try {
      exchange.getResponseBody().write(bytes, 0, length);
      exchange.getResponseBody().flush();
      if (fault == Fault.STALLED_FILE) {
        stall();
      }
    } finally {
      exchange.close();
    }
  }

  private static void stall() {
    try {
      Thread.sleep(120_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
