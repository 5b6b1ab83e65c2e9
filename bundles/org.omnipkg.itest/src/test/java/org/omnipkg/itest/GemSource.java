package org.omnipkg.itest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where the live tests of Ruby take gems from: the source this machine's gem command is told of,
 * where it can be reached, else gems rebuilt from the distribution's packages, on loopback.
 */
final class GemSource implements AutoCloseable {
  private final Optional<HttpServer> server;
  private final Path folder;

  private GemSource(Optional<HttpServer> server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static GemSource open(Path folder) {
    return reachable(say(List.of("ruby", "-e", "print Gem.sources.first")).strip())
        ? new GemSource(Optional.empty(), folder)
        : made(folder);
  }

  /** Of the distribution's packages, whatever else could be reached. */
  static GemSource made(Path folder) {
    Path script =
        Distribution.root().resolve("ecosystems/org.omnipkg.ecosystem.ruby/src/test/ruby/gems.rb");
    say(List.of("ruby", script.toString(), folder.toString()));
    return serving(folder);
  }

  /** Of a folder that is an index already, on loopback. */
  static GemSource serving(Path folder) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
      GemSource source = new GemSource(Optional.of(server), folder);
      server.createContext("/", source::answer);
      server.start();
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean reachable(String source) {
    try {
      URI page = URI.create(source + (source.endsWith("/") ? "" : "/") + "info/rack");
      HttpClient client =
          HttpClient.newBuilder()
              .connectTimeout(Duration.ofSeconds(5))
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@code install} is told of it: nothing where it is the configured one. */
  List<String> options() {
    return server.map(s -> List.of("--index", "ruby:" + address(s))).orElse(List.of());
  }

  /** Where it answers. */
  String address() {
    return address(server.orElseThrow());
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
    if (file.startsWith(folder) && Files.isRegularFile(file)) {
      byte[] body = Files.readAllBytes(file);
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  private static String say(List<String> argv) {
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(argv))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError("no answer: " + argv + "\n" + out);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.ifPresent(s -> s.stop(0));
  }
}
