package org.omnipkg.fetch.internal.download;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;

/** Files somebody named by their address alone: the line to it vouches, where it is a safe one. */
final class Named {
  private Named() {}

  /** Without any digest; where digests are stated, they count. */
  static boolean isTaken(Artifact artifact) {
    return artifact.hashes().isEmpty()
        && artifact.facts().containsKey(Fetcher.NAMED)
        && isGuarded(artifact.location());
  }

  /** On this machine, or behind an encrypted line: nobody between could have changed the file. */
  private static boolean isGuarded(URI address) {
    String scheme = String.valueOf(address.getScheme());
    return scheme.equals("https") || scheme.equals("http") && isLoopback(address);
  }

  private static boolean isLoopback(URI address) {
    String host = String.valueOf(address.getHost());
    if (!host.matches("127\\.[0-9.]+|\\[::1]")) {
      return host.equals("localhost");
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
