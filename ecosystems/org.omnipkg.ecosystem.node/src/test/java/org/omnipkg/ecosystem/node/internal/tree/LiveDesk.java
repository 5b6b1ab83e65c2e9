package org.omnipkg.ecosystem.node.internal.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Source;
import org.omnipkg.tck.Children;
import org.omnipkg.tck.FolderDesk;

/** A desk for live tests: the registry this machine's npm is configured for, documents kept. */
public final class LiveDesk extends FolderDesk {
  private final List<Source> sources;
  private final Semaphore gate = new Semaphore(32);
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private LiveDesk(Path folder, List<Source> sources) {
    super(folder);
    this.sources = sources;
  }

  /** The desk of this machine. */
  public static LiveDesk here() {
    Path folder = Path.of("target/live").toAbsolutePath();
    String registry = say(folder, "npm", "config", "get", "registry");
    return new LiveDesk(
        folder, List.of(new Source("default", URI.create(registry), Source.Form.INDEX)));
  }

  /** What a program says. */
  static String say(Path folder, String... argv) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Output output =
        Children.run(
            new Command(
                List.of(argv),
                folder,
                System.getenv(),
                Optional.empty(),
                Duration.ofMinutes(5),
                Optional.empty()));
    if (output.exit() != 0) {
      throw new IllegalStateException(List.of(argv) + ": " + output.err());
    }
    return output.out().strip();
  }

  @Override
  public Reply fetch(Ask ask) {
    String key =
        UUID.nameUUIDFromBytes(ask.location().toString().getBytes(StandardCharsets.UTF_8))
            .toString();
    Path kept = cache("documents").resolve(key);
    Path absent = cache("documents").resolve(key + ".none");
    try {
      if (Files.exists(absent)) {
        return new Reply(404, ask.location(), Map.of(), Optional.empty());
      }
      if (!Files.exists(kept)) {
        gate.acquire();
        try {
          HttpResponse<byte[]> response =
              client.send(
                  HttpRequest.newBuilder(ask.location()).header("Accept", ask.accept()).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
          if (response.statusCode() == 404) {
            Files.writeString(absent, "");
            return new Reply(404, ask.location(), Map.of(), Optional.empty());
          }
          if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
          }
          Path staged = Files.createTempFile(cache("documents"), "new", ".tmp");
          Files.write(staged, response.body());
          Files.move(staged, kept, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
          gate.release();
        }
      }
      return new Reply(200, ask.location(), Map.of(), Optional.of(Files.readAllBytes(kept)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Path download(Artifact artifact) {
    Reply reply = fetch(Ask.of(artifact.location(), "*/*", Ask.FOR_EVER));
    try {
      Path file = scratch().resolve(artifact.filename());
      return Files.write(file, reply.body().orElseThrow());
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
    throw new UnsupportedOperationException(tool.command());
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return sources;
  }

  @Override
  public Path scratch() {
    return made("scratch-" + UUID.randomUUID());
  }

  @Override
  public Map<String, String> environment() {
    return System.getenv();
  }
}
