package org.omnipkg.fetch.internal.maven;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.http.client.HttpResponseException;
import org.apache.http.conn.ConnectTimeoutException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.omnipkg.fetch.internal.shared.Trouble;

/** What the resolver's exceptions mean in this room's words; they quote addresses, we do not. */
final class MavenTrouble {
  private MavenTrouble() {}

  static RuntimeException of(
      String what, boolean offline, long stallSeconds, ArtifactResolutionException e) {
    // one exception per repository asked; the first that fits says most
    return of(
        what,
        offline,
        stallSeconds,
        e.getResults().stream().flatMap(result -> result.getExceptions().stream()).toList(),
        e);
  }

  static RuntimeException of(
      String what, boolean offline, long stallSeconds, List<Exception> reasons, Exception e) {
    if (offline || caused(reasons, RepositoryOfflineException.class).isPresent()) {
      return Trouble.offline(what);
    }
    if (caused(reasons, TransferCancelledException.class).isPresent()) {
      return new CancellationException("cancelled");
    }
    Optional<ChecksumFailureException> other = caused(reasons, ChecksumFailureException.class);
    if (other.isPresent()) {
      String expected = String.valueOf(other.get().getExpected());
      return expected.isEmpty() || expected.equals("null")
          ? Trouble.noHash(what)
          : Trouble.wrongHash(what, "checksum", expected, other.get().getActual());
    }
    Optional<HttpResponseException> status = caused(reasons, HttpResponseException.class);
    if (status.isPresent()) {
      int code = status.get().getStatusCode();
      boolean forbidden = code == 401 || code == 403 || code == 407;
      return forbidden ? Trouble.forbidden(what, code) : Trouble.server(what, code, e);
    }
    if (caused(reasons, SSLException.class).isPresent()) {
      return Trouble.untrusted(what, e);
    }
    if (caused(reasons, ConnectException.class).isPresent()
        || caused(reasons, ConnectTimeoutException.class).isPresent()
        || caused(reasons, UnknownHostException.class).isPresent()
        || caused(reasons, NoRouteToHostException.class).isPresent()) {
      return Trouble.noNetwork(what, e);
    }
    if (caused(reasons, SocketTimeoutException.class).isPresent()) {
      return Trouble.stalled(what, stallSeconds, e);
    }
    if (caused(reasons, ArtifactNotFoundException.class).isPresent()) {
      return Trouble.notFound(what);
    }
    return Trouble.truncated(what, 0, -1, e);
  }

  static <T extends Throwable> Optional<T> caused(List<Exception> reasons, Class<T> kind) {
    return reasons.stream()
        .flatMap(MavenTrouble::chain)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  private static Stream<Throwable> chain(Throwable top) {
    return Stream.iterate(top, t -> t != null, Throwable::getCause).limit(20);
  }
}
