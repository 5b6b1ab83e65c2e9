package org.omnipkg.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Fetching over the network with nobody at the other end but this process: for practice. */
@ProviderType
public interface Rehearsals {
  /** Opens a server on the loopback, and a fetcher that believes it. */
  Rehearsal begin() throws IOException;

  /** One of them; with it go the server, its connections, and all that was kept meanwhile. */
  @ProviderType
  interface Rehearsal extends AutoCloseable {
    /** Where the server answers. */
    URI address();

    /**
     * What it answers with from the next connection on.
     *
     * @param documents by their paths, beginning with a slash
     * @param type of all of them, as servers state it
     */
    void show(Map<String, byte[]> documents, String type);

    /** A folder for whatever is kept, what was fetched among it. */
    Path cache();

    /** Goes to that server, and to no other: it believes only this one. */
    Fetcher fetcher();

    @Override
    void close() throws IOException;
  }
}
