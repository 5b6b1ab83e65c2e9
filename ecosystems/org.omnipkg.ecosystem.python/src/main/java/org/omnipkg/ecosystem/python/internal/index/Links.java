package org.omnipkg.ecosystem.python.internal.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the links of one page absolute; links back to the page's own host keep its credentials. */
final class Links {
  private final URI base;
  private final @Nullable URI credentials;
  private final boolean remote;

  /**
   * The links of a page.
   *
   * @param asked the address asked for
   * @param found where the page was found
   */
  Links(URI asked, URI found) {
    this.base = found;
    this.credentials = asked.getRawUserInfo() == null ? null : asked;
    this.remote = remote(found);
  }

  /** The same page with another base. */
  Links basedOn(String href) {
    return resolved(href)
        .map(base -> new Links(credentials == null ? base : credentials, base))
        .orElse(this);
  }

  /** Empty for what is no address, or leads from the network into this machine's files. */
  Optional<String> absolute(String href) {
    return credentials == null && plain(href)
        ? Optional.of(href)
        : resolved(href).map(URI::toString);
  }

  /** A whole HTTP address of harmless letters, as most are: it is what parsing it would give. */
  private static boolean plain(String href) {
    int start = href.startsWith("https://") ? 8 : href.startsWith("http://") ? 7 : 0;
    if (start == 0 || href.length() == start || !solid(href.charAt(start))) {
      return false;
    }
    for (int i = start + 1; i < href.length(); i++) {
      char c = href.charAt(i);
      if (!solid(c) && c != '/' && c != '-' && c != '.' && c != '_' && c != '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean solid(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
  }

  private Optional<URI> resolved(String href) {
    String words = href.strip();
    try {
      URI link = parsed(words);
      URI whole = link.isAbsolute() ? link : base.resolve(link);
      if (!whole.isAbsolute() || remote && !remote(whole)) {
        return Optional.empty();
      }
      return Optional.of(credentials == null ? whole : withCredentials(whole, credentials));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI parsed(String words) throws URISyntaxException {
    try {
      return new URI(words);
    } catch (URISyntaxException e) {
      StringBuilder escaped = new StringBuilder();
      for (char c : words.toCharArray()) {
        boolean bad = c <= ' ' || "\"<>\\^`{|}[]".indexOf(c) >= 0;
        escaped.append(bad ? String.format("%%%02X", (int) c) : c);
      }
      return new URI(escaped.toString());
    }
  }

  private static URI withCredentials(URI link, URI source) {
    boolean same =
        link.getRawUserInfo() == null
            && source.getScheme().equals(link.getScheme())
            && source.getHost() != null
            && source.getHost().equalsIgnoreCase(link.getHost())
            && source.getPort() == link.getPort();
    return same
        ? URI.create(
            link.toString()
                .replaceFirst("://", "://" + source.getRawUserInfo().replace("$", "\\$") + "@"))
        : link;
  }

  private static boolean remote(URI address) {
    return "http".equalsIgnoreCase(address.getScheme())
        || "https".equalsIgnoreCase(address.getScheme());
  }

  /** The address up to its fragment. */
  static String bare(String address) {
    int hash = address.indexOf('#');
    return hash < 0 ? address : address.substring(0, hash);
  }

  /** The last name on an address's path, decoded. */
  static String filename(String address) {
    String path = bare(address);
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.indexOf('%') < 0
        ? name
        : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
