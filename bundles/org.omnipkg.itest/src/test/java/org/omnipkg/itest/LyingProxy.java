package org.omnipkg.itest;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** A module proxy on loopback that hands on what the machine's own proxy says, changed at will. */
final class LyingProxy implements AutoCloseable {
  private final LoopbackServer server = new LoopbackServer();
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final String upstream;
  private final BiFunction<String, byte[], byte[]> lie;

  /**
   * @param lie makes the bytes sent from the path asked for and the true bytes
   */
  LyingProxy(BiFunction<String, byte[], byte[]> lie) throws Exception {
    this.lie = lie;
    Process go = new ProcessBuilder("go", "env", "GOPROXY").start();
    String list = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    upstream = list.split("[,|]")[0].replaceAll("/$", "");
    server.answer("/", this::answer);
  }

  String address() {
    return server.address("/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      HttpResponse<byte[]> truth =
          client.send(
              HttpRequest.newBuilder(URI.create(upstream + path)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      byte[] sent = truth.statusCode() == 200 ? lie.apply(path, truth.body()) : truth.body();
      exchange.sendResponseHeaders(truth.statusCode(), sent.length == 0 ? -1 : sent.length);
      exchange.getResponseBody().write(sent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
