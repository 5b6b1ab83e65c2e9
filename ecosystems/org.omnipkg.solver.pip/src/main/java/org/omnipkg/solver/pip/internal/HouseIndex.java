package org.omnipkg.solver.pip.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Facts;

/**
 * One index on loopback for the time of a solve, made of our own listings: pip mixes the indexes it
 * is given, and here the first that knows a name has answered already. What it hands out are wheels
 * that only say what they need, and no credentials of any index leave this process.
 */
final class HouseIndex implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final String key = "/" + UUID.randomUUID() + "/";
  private final Shelves shelves;
  private final AtomicReference<Refusal> refusal = new AtomicReference<>();

  HouseIndex(Problem problem, Facts facts) {
    this.shelves = new Shelves(problem, facts, key);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "omnipkg-house-index");
              thread.setDaemon(true);
              return thread;
            });
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(key, this::answer);
    server.start();
  }

  /** Where pip finds it; known to nobody else. */
  URI location() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + key + "simple/");
  }

  /** Machines without any network may lack the loopback too. */
  HouseIndex reachable() {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      return this;
    } catch (IOException e) {
      close();
      throw new Refusal(
          Diagnostic.outside(
              "resolve.not-cached",
              "`pip` can be shown nothing here: not even the loopback network is up",
              "try `--resolver uv`"),
          e);
    }
  }

  /** What an index refused while pip was asking; pip itself would go on without it. */
  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal.get());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(key.length());
    Optional<byte[]> body;
    try {
      body = shelves.answer(path);
    } catch (Refusal e) {
      refusal.compareAndSet(null, e);
      body = Optional.empty();
    }
    byte[] bytes = body.orElse(new byte[0]);
    if (path.startsWith("simple/")) {
      exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    }
    exchange.sendResponseHeaders(
        body.isPresent() ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
