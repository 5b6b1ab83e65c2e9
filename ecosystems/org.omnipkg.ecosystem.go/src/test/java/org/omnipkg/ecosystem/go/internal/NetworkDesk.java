package org.omnipkg.ecosystem.go.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.omnipkg.ecosystem.go.internal.settings.GoSettings;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.tck.Children;
import org.omnipkg.tck.FolderDesk;

/** A desk on the real network, with the machine's own configuration of Go. */
public final class NetworkDesk extends FolderDesk {
  private static final int AT_ONCE = 40;
  private static final int TRIES = 4;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final Semaphore gate = new Semaphore(AT_ONCE);
  private final Map<URI, Reply> known = new ConcurrentHashMap<>();
  private List<Source> sources = List.of();

  public NetworkDesk(Path folder) {
    super(folder);
  }

  @Override
  public Reply fetch(Ask ask) {
    return known.computeIfAbsent(ask.location(), this::get);
  }

  private Reply get(URI location) {
    for (int left = TRIES; ; left--) {
      try {
        gate.acquire();
        try {
          HttpResponse<byte[]> response =
              client.send(
                  HttpRequest.newBuilder(location).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
          int status = response.statusCode();
          if (status == 200) {
            return new Reply(200, location, Map.of(), Optional.of(response.body()));
          }
          if (status == 404 || status == 410) {
            return new Reply(status, location, Map.of(), Optional.empty());
          }
          throw new IOException("status " + status);
        } finally {
          gate.release();
        }
      } catch (IOException e) {
        if (left == 0) {
          throw new Refusal(
              Diagnostic.outside("fetch.server-error", location + ": " + e.getMessage(), ""), e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public Path download(Artifact artifact) {
    byte[] body = get(artifact.location()).body().orElseThrow();
    try {
      return Files.write(scratch().resolve(artifact.filename()), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Output run(Command command) {
    return Children.run(command);
  }

  @Override
  public Provisioned tool(Tool tool) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized List<Source> sources(String ecosystem) {
    if (sources.isEmpty()) {
      sources = new GoSettings().sources(() -> NativeGo.executable(), this);
    }
    return sources;
  }

  @Override
  public Map<String, String> environment() {
    return new HashMap<>(System.getenv());
  }
}
