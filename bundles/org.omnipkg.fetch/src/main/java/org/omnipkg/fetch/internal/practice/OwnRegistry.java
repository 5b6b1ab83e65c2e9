package org.omnipkg.fetch.internal.practice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.omnipkg.api.Removal;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.Rehearsals;

/** A server of this process and who believes it. */
public final class OwnRegistry implements Rehearsals.Rehearsal {
  private static final long LEFT_MILLIS = 500;

  private final Loopback server;
  private final Fetcher fetcher;
  private final Path cache;

  /**
   * They end by themselves: the client learns from them that its connection is over, and one that
   * never learns of it stays with all it holds.
   */
  private final Executor workers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          LEFT_MILLIS,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          OwnRegistry::worker);

  /** Makes fetchers. */
  @FunctionalInterface
  public interface Maker {
    /**
     * One that keeps what it fetches in a folder, believes whom a context does, and works on given
     * threads.
     */
    Fetcher make(Path cache, SSLContext trust, Executor workers);
  }

  private OwnRegistry(Identity identity, Path cache, Maker fetcher) throws IOException {
    this.cache = cache;
    this.server = new Loopback(identity);
    this.fetcher = fetcher.make(cache, identity.client(), workers);
  }

  /**
   * Opens it.
   *
   * @param folder where rehearsals keep what they fetch, each for itself
   */
  public static OwnRegistry open(Path folder, Maker fetcher) throws IOException {
    try {
      return new OwnRegistry(new Identity(), Leavings.begin(folder), fetcher);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "omnipkg-practice");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public URI address() {
    return server.address();
  }

  @Override
  public void show(Map<String, byte[]> documents, String type) {
    server.show(Map.copyOf(documents), type);
  }

  @Override
  public Path cache() {
    return cache;
  }

  @Override
  public Fetcher fetcher() {
    return fetcher;
  }

  @Override
  public void close() throws IOException {
    try (server) {
      Removal.of(cache);
    }
  }
}
