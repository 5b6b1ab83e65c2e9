package org.omnipkg.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;
import org.osgi.annotation.versioning.ProviderType;

/** The only way bytes come in. Blocking; safe for many threads; calls may run side by side. */
@ProviderType
public interface Fetcher {
  /**
   * Header of replies from HTTP servers: for how many milliseconds more the same document would be
   * given for the same {@link Desk.Ask} without asking its server.
   */
  String FRESH_MILLIS = "omnipkg-fresh-millis";

  /**
   * Among an artifact's hashes: Go's hash of the files of a module zip. It is not of the file's
   * bytes: whoever downloads by it alone holds it against them before using any.
   */
  String FILES_HASH = "h1";

  /**
   * Fact of an artifact for which no digest is stated: the user, or a package, named this very
   * address. It is downloaded where its line is encrypted or ends on this machine; whoever asked
   * notes the digest it has then.
   */
  String NAMED = "named";

  /**
   * A small document, from the cache when it is fresh enough.
   *
   * @throws org.omnipkg.model.Refusal {@code fetch.offline}, {@code fetch.no-network}, {@code
   *     fetch.stalled}, {@code fetch.server-error}, {@code fetch.unauthorized}, {@code
   *     fetch.forbidden}
   */
  Desk.Reply document(Desk.Ask ask, Access access, Progress progress);

  /** See {@link Desk#kept}. */
  default java.util.Optional<Desk.Reply> kept(Desk.Ask ask, Access access) {
    return java.util.Optional.empty();
  }

  /**
   * Makes what the first fetch on somebody's behalf would have to make, and tries it on this
   * process itself. Asks nobody anything.
   */
  default void prepare(Access access) {}

  /**
   * An artifact, written to a file whose digest was verified before it got its name; an interrupted
   * transfer is resumed.
   *
   * @param into the file to make; its folder exists
   * @throws org.omnipkg.model.Refusal as above, and {@code fetch.wrong-hash}, {@code
   *     fetch.truncated}
   */
  void download(Artifact artifact, Path into, Access access, Progress progress);

  /**
   * The file names in a folder or an archive (a flat source that is not HTTP).
   *
   * @return addresses that {@link #download} and {@link #document} take
   */
  List<URI> children(URI location, Access access, Progress progress);

  /**
   * Brings everything below a folder, or all an archive holds, into a local folder of the same
   * shape. A file that is there with the same size and time is not fetched again; what the place no
   * longer has is removed.
   *
   * @throws org.omnipkg.model.Refusal as above, and {@code fetch.unknown-host}, {@code
   *     fetch.changed-host} for an SSH server
   */
  void copy(URI location, Path into, Access access, Progress progress);
}
