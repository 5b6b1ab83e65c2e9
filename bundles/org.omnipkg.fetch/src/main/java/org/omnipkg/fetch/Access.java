package org.omnipkg.fetch;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/**
 * On whose behalf bytes come in: everything that reaches a server is the asker's own, not the
 * daemon's.
 *
 * @param environment variables of the one who asks: proxies, certificates, {@code NETRC}, {@code
 *     HOME}, {@code SSH_AUTH_SOCK}
 * @param offline whether only what is on this machine may be used
 * @param label what output calls the source that an address belongs to; empty when it is none's
 */
public record Access(
    Map<String, String> environment, boolean offline, Function<URI, String> label) {
  public Access {
    environment = Map.copyOf(environment);
  }

  /** Of one whose sources have no names. */
  public static Access of(Map<String, String> environment, boolean offline) {
    return new Access(environment, offline, location -> "");
  }
}
