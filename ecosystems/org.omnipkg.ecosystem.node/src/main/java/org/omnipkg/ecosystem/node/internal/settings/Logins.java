package org.omnipkg.ecosystem.node.internal.settings;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Logins of registries: keys that begin with the registry's address without its scheme. A token
 * becomes the password of the user {@code _authToken}, whom the house shows as a bearer.
 */
final class Logins {
  static final String BEARER = "_authToken";

  private final Map<String, String> settings;

  Logins(Map<String, String> settings) {
    this.settings = settings;
  }

  /** The address with the login for it, when there is one and it has none. */
  URI shown(URI registry) {
    if (registry.getRawUserInfo() != null || registry.getHost() == null) {
      return registry;
    }
    return login(registry)
        .map(
            login ->
                URI.create(
                    registry
                        .toString()
                        .replaceFirst(
                            "://", "://" + java.util.regex.Matcher.quoteReplacement(login + "@"))))
        .orElse(registry);
  }

  private Optional<String> login(URI registry) {
    String port = registry.getPort() < 0 ? "" : ":" + registry.getPort();
    String path = registry.getPath() == null ? "" : registry.getPath();
    String place = "//" + registry.getHost() + port + (path.startsWith("/") ? path : "/" + path);
    while (place.length() > 2) {
      Optional<String> found = at(place).or(() -> Optional.empty());
      if (found.isEmpty() && place.endsWith("/")) {
        found = at(place.substring(0, place.length() - 1));
      }
      if (found.isPresent()) {
        return found;
      }
      place = place.replaceFirst("[^/]*/?$", "");
    }
    return Optional.empty();
  }

  private Optional<String> at(String place) {
    String token = settings.getOrDefault(place + ":_authToken", "");
    if (!token.isEmpty()) {
      return Optional.of(BEARER + ":" + encoded(token));
    }
    String user = settings.getOrDefault(place + ":username", "");
    String password = decoded(settings.getOrDefault(place + ":_password", ""));
    if (!user.isEmpty() && !password.isEmpty()) {
      return Optional.of(encoded(user) + ":" + encoded(password));
    }
    String[] both = decoded(settings.getOrDefault(place + ":_auth", "")).split(":", 2);
    return both.length == 2
        ? Optional.of(encoded(both[0]) + ":" + encoded(both[1]))
        : Optional.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
