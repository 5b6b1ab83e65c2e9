package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.spi.ClientSettings;

/**
 * What to show a server: userinfo of the address first, then the user's netrc; a user without a
 * password is looked up there too. The password of the user {@code _authToken} is a token that is
 * shown as it is.
 */
public final class Credentials {
  private static final String TOKEN = "_authToken";

  private final Path netrc;

  public Credentials(Map<String, String> environment) {
    String named = environment.getOrDefault("NETRC", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
    netrc = named.isEmpty() ? Path.of(home, ".netrc") : Path.of(named);
  }

  /** The value of the Authorization header. */
  Optional<String> of(URI location) {
    Optional<String> own = userinfo(location);
    String given = location.getRawUserInfo();
    if (given != null && given.indexOf(':') < 0 && location.getHost() != null) {
      String[] login = login(location.getHost(), decode(given));
      return login[1].isEmpty() ? own : Optional.of(basic(login[0], login[1]));
    }
    return own.isPresent() ? own : netrc(location);
  }

  /** From the netrc alone, for an address a server pointed to. */
  Optional<String> netrc(URI location) {
    String host = location.getHost();
    if (host == null || !Files.isReadable(netrc)) {
      return Optional.empty();
    }
    try {
      // read each time: the daemon outlives many edits of this small file
      return Netrc.parse(Files.readString(netrc)).of(host).map(l -> basic(l.user(), l.password()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** User and password for a host, each empty when the netrc has none for it (or that user). */
  public String[] login(String host, String user) {
    if (Files.isReadable(netrc)) {
      try {
        return Netrc.parse(Files.readString(netrc))
            .of(host)
            .filter(login -> user.isEmpty() || user.equals(login.user()))
            .map(login -> new String[] {login.user(), login.password()})
            .orElse(new String[] {"", ""});
      } catch (IOException e) {
        return new String[] {"", ""};
      }
    }
    return new String[] {"", ""};
  }

  static Optional<String> userinfo(URI location) {
    String authority = location.getRawAuthority();
    int at = authority == null ? -1 : authority.lastIndexOf('@');
    if (authority == null || at < 0) {
      return Optional.empty();
    }
    String[] parts = authority.substring(0, at).split(":", 2);
    String user = decode(parts[0]);
    String password = parts.length > 1 ? decode(parts[1]) : "";
    boolean token = user.equals(ClientSettings.BEARER) && !password.isEmpty();
    return Optional.of(token ? "Bearer " + password : basic(user, password));
  }

  static String basic(String user, String password) {
    if (user.equals(TOKEN)) {
      return "Bearer " + password;
    }
    byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(plain);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
