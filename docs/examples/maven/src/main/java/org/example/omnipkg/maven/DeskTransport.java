package org.example.omnipkg.maven;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.AbstractTransporter;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.PeekTask;
import org.eclipse.aether.spi.connector.transport.PutTask;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** How Maven's resolver reaches the world here: through the desk, and no other way. */
final class DeskTransport implements TransporterFactory {
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Desk desk;
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();

  DeskTransport(Desk desk) {
    this.desk = desk;
  }

  /** Throws what went wrong otherwise than by a file's not being there; Maven may pass it over. */
  void check() {
    Refusal first = refusals.peek();
    if (first != null) {
      throw first;
    }
  }

  @Override
  public Transporter newInstance(RepositorySystemSession session, RemoteRepository repository) {
    return new Door(repository.getUrl().replaceAll("/+$", "") + "/");
  }

  @Override
  public float getPriority() {
    return 1;
  }

  private final class Door extends AbstractTransporter {
    private final String base;

    Door(String base) {
      this.base = base;
    }

    private byte[] body(URI relative) throws FileNotFoundException {
      String path = relative.getRawPath();
      Duration fresh = path.contains("maven-metadata") ? FRESH : Desk.Ask.FOR_EVER;
      try {
        return desk.fetch(Desk.Ask.of(URI.create(base + path), "", fresh))
            .body()
            .orElseThrow(() -> new FileNotFoundException(path));
      } catch (Refusal refusal) {
        refusals.add(refusal);
        throw refusal;
      }
    }

    /**
     * A list of versions is asked for anew now and then, and its checksum might be of an older one:
     * it is vouched for by the connection alone. What is chosen from it has a checksum of its own.
     */
    private byte[] checked(URI relative) throws IOException {
      String path = relative.getPath();
      if (!path.endsWith("/maven-metadata.xml.sha1")) {
        return body(relative);
      }
      byte[] list = body(URI.create(relative.getRawPath().replaceFirst("\\.sha1$", "")));
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        return HexFormat.of().formatHex(digest.digest(list)).getBytes(StandardCharsets.US_ASCII);
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public int classify(Throwable error) {
      return error instanceof FileNotFoundException ? ERROR_NOT_FOUND : ERROR_OTHER;
    }

    @Override
    protected void implPeek(PeekTask task) throws Exception {
      body(task.getLocation());
    }

    @Override
    protected void implGet(GetTask task) throws Exception {
      byte[] body = checked(task.getLocation());
      utilGet(task, new ByteArrayInputStream(body), true, body.length, false);
    }

    @Override
    protected void implPut(PutTask task) {
      throw new UnsupportedOperationException("nothing is published from here");
    }

    @Override
    protected void implClose() {}
  }
}
