package org.omnipkg.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
  private final Optional<ServedFolder> server;
  private final Optional<String> address;

  private GemSource(Optional<ServedFolder> server, Optional<String> address) {
    this.server = server;
    this.address = address;
  }

  static GemSource open(Path folder) {
    return reachable(say(List.of("ruby", "-e", "print Gem.sources.first")).strip())
        ? new GemSource(Optional.empty(), Optional.empty())
        : made(folder);
  }

  /** Of the distribution's packages, whatever else could be reached. */
  static GemSource made(Path folder) {
    Path script =
        Distribution.root().resolve("ecosystems/org.omnipkg.ecosystem.ruby/src/test/ruby/gems.rb");
    say(List.of("ruby", script.toString(), folder.toString()));
    return serving(folder);
  }

  /** The one {@code -Domnipkg.test.gems=ADDRESS} names, where it does; otherwise as made here. */
  static GemSource named(Path folder) {
    String named = System.getProperty("omnipkg.test.gems", "");
    return named.isEmpty() ? made(folder) : new GemSource(Optional.empty(), Optional.of(named));
  }

  /** Of a folder that is an index already, on loopback. */
  static GemSource serving(Path folder) {
    ServedFolder server = new ServedFolder(folder);
    return new GemSource(Optional.of(server), Optional.of(server.address()));
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
    return address.map(place -> List.of("--index", "ruby:" + place)).orElse(List.of());
  }

  /** Where it answers, as {@code --index} and its setting take it. */
  String address() {
    return address.orElseThrow();
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
    server.ifPresent(ServedFolder::close);
  }
}
