package org.omnipkg.fetch.internal.practice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.Rehearsals;

/** A server of this process and who believes it. */
public final class OwnRegistry implements Rehearsals.Rehearsal {
  private final Loopback server;
  private final Fetcher fetcher;
  private final Path cache;

  private OwnRegistry(Identity identity, Path cache, BiFunction<Path, SSLContext, Fetcher> fetcher)
      throws IOException {
    this.cache = cache;
    this.server = new Loopback(identity);
    this.fetcher = fetcher.apply(cache, identity.client());
  }

  /**
   * Opens it.
   *
   * @param folder where rehearsals keep what they fetch, each for itself
   * @param fetcher one that keeps what it fetches in a folder, and believes whom a context does
   */
  public static OwnRegistry open(Path folder, BiFunction<Path, SSLContext, Fetcher> fetcher)
      throws IOException {
    try {
      return new OwnRegistry(new Identity(), Leavings.begin(folder), fetcher);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
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
      Leavings.remove(cache);
    }
  }
}
