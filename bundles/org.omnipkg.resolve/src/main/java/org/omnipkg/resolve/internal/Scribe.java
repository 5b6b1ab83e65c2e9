package org.omnipkg.resolve.internal;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Languages.Lease;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.log.Logger;

/**
 * Writes down what was read when its request is over: nobody waits for the disk, and a manifest
 * that did not get there is read from its document again.
 */
final class Scribe implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final ManifestShelf shelf;
  private final Languages languages;
  private final Logger log;
  private final ThreadPoolExecutor pen;

  Scribe(ManifestShelf shelf, Languages languages, Logger log) {
    this.shelf = shelf;
    this.languages = languages;
    this.log = log;
    this.pen =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Scribe::thread);
    pen.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "omnipkg-manifests");
    thread.setDaemon(true);
    return thread;
  }

  /** Manifests of one language. */
  void keep(String language, List<ManifestShelf.Read> read) {
    if (!read.isEmpty()) {
      pen.execute(() -> write(language, List.copyOf(read)));
    }
  }

  private void write(String language, List<ManifestShelf.Read> read) {
    try (Lease<Ecosystem> lease = languages.ecosystem(language)) {
      shelf.keep(read, lease.service().grammar());
    } catch (RuntimeException | LinkageError e) {
      log.debug("manifests are not kept: {}", e.toString());
    }
  }

  /** Returns when all is written. */
  @Override
  public void close() {
    pen.shutdown();
    try {
      if (!pen.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        log.debug("manifests are still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
