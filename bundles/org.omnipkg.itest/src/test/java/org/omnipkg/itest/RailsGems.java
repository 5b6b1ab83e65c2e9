package org.omnipkg.itest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A source of gems that has rails. Where {@code -Domnipkg.test.gems=ADDRESS} names one, that;
 * otherwise real gems, made from what the distribution of this machine installed (ruby-rails),
 * served on loopback.
 */
final class RailsGems implements AutoCloseable {
  private final String address;
  private final HttpServer server;

  RailsGems(Path into) throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    String configured = System.getProperty("omnipkg.test.gems", "");
    address =
        configured.isEmpty()
            ? "http://127.0.0.1:" + server.getAddress().getPort() + "/"
            : configured;
    if (configured.isEmpty()) {
      made(into);
      server.setExecutor(Executors.newFixedThreadPool(8, RailsGems::daemon));
      server.createContext("/", exchange -> file(into, exchange));
      server.start();
    }
  }

  private static void made(Path into) throws Exception {
    Path script =
        Distribution.root()
            .resolve("ecosystems/org.omnipkg.ecosystem.ruby/src/test/ruby/gems.rb")
            .normalize();
    Process process =
        new ProcessBuilder("ruby", script.toString(), into.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("gems could not be made: " + said);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static void file(Path root, HttpExchange exchange) throws IOException {
    try (exchange) {
      Path file = root.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
      if (!file.startsWith(root) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = Files.readAllBytes(file);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** As {@code --index} and its setting take it. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
