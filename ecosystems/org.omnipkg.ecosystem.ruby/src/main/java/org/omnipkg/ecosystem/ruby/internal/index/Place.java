package org.omnipkg.ecosystem.ruby.internal.index;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;

/** Addresses below a source. Credentials in its address go along. */
record Place(Source source) {
  URI at(String path) {
    String base = source.location().toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
  }

  URI gem(String fullName) {
    return at("gems/" + fullName + ".gem");
  }

  /** On this machine, or behind an encrypted line: nobody between could have changed a file. */
  boolean guarded() {
    URI address = source.location();
    String scheme = String.valueOf(address.getScheme());
    return scheme.equals("https")
        || scheme.equals("file")
        || scheme.equals("http") && loopback(address);
  }

  private static boolean loopback(URI address) {
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

  Refusal unreadable(String what, Throwable cause) {
    return new Refusal(
        Diagnostic.outside(
            "index.unreadable",
            "the index `" + source.label() + "` answered with " + what,
            "try again; if it stays so, tell whoever runs that index"),
        cause);
  }
}
