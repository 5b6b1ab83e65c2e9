package org.omnipkg.fetch.internal.vfs;

import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.model.Refusal;

/** Finds out what stood in the way of a file behind SSH. */
final class SshTrouble {
  private SshTrouble() {}

  static Refusal of(String what, URI location, Access access, IOException e) {
    if (!Address.isFar(location)) {
      return Trouble.unreadable(what, e);
    }
    if (has(e, JSchChangedHostKeyException.class)) {
      return Trouble.changedHost(what, e);
    }
    if (has(e, JSchHostKeyException.class)) {
      return Trouble.unknownHost(what, e);
    }
    boolean unreachable =
        has(e, ConnectException.class)
            || has(e, UnknownHostException.class)
            || has(e, NoRouteToHostException.class)
            || has(e, SocketTimeoutException.class);
    if (unreachable || said(e, "timeout: socket is not established")) {
      return Trouble.noNetwork(what, e);
    }
    if (said(e, "Auth fail") || said(e, "Auth cancel") || said(e, "Permission denied")) {
      return Trouble.unauthorized(what, access.label().apply(location), "over SSH");
    }
    return Trouble.unreadable(what, e);
  }

  private static boolean has(Throwable top, Class<? extends Throwable> kind) {
    return chain(top).anyMatch(kind::isInstance);
  }

  private static boolean said(Throwable top, String words) {
    return chain(top)
        .filter(e -> e instanceof JSchException || e.getMessage() != null)
        .anyMatch(e -> String.valueOf(e.getMessage()).contains(words));
  }

  private static Stream<Throwable> chain(Throwable top) {
    return Stream.iterate(top, t -> t != null, Throwable::getCause).limit(20);
  }
}
