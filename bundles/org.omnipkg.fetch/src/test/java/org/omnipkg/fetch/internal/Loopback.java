package org.omnipkg.fetch.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine's loopback that remembers what it was asked. */
final class Loopback implements AutoCloseable {
  record Asked(String path, String authorization, String range, String ifRange, String ifNone) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Loopback(HttpHandler handler) {
    this("127.0.0.1", handler);
  }

  Loopback(String address, HttpHandler handler) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          asked.add(
              new Asked(
                  exchange.getRequestURI().toString(),
                  headers.getFirst("Authorization"),
                  headers.getFirst("Range"),
                  headers.getFirst("If-Range"),
                  headers.getFirst("If-None-Match")));
          try {
            handler.handle(exchange);
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  URI at(String path) {
    return at("", path);
  }

  URI at(String userinfo, String path) {
    String host = server.getAddress().getAddress().getHostAddress();
    return URI.create("http://" + userinfo + host + ":" + port() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
