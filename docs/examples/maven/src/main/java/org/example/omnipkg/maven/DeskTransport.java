package org.example.omnipkg.maven;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.net.URI;
import java.time.Duration;
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
      byte[] body = body(task.getLocation());
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
