package org.omnipkg.ecosystem.node.internal.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/**
 * Which registry answers for which name. A source that is for one scope alone says so in its
 * address's fragment: {@code #@scope}.
 */
public record Registries(List<Source> sources) {
  public static Registries of(Desk desk) {
    return new Registries(NpmRegistry.indexes(desk));
  }

  /** Those to be asked for a name, in order: its scope's own, or all that are for everybody. */
  public List<Source> responsible(String name) {
    String scope = Names.scope(name);
    if (!scope.isEmpty()) {
      List<Source> own = sources.stream().filter(source -> scope(source).equals(scope)).toList();
      if (!own.isEmpty()) {
        return own;
      }
    }
    return sources.stream().filter(source -> scope(source).isEmpty()).toList();
  }

  public static String scope(Source source) {
    String fragment = source.location().getFragment();
    return fragment != null && fragment.startsWith("@") ? fragment : "";
  }

  /**
   * A registry's address.
   *
   * @param base with a slash at its end, without fragment
   */
  public record Address(String base) {
    public static Address of(Source source) {
      String text = source.location().toString();
      int hash = text.indexOf('#');
      String bare = hash < 0 ? text : text.substring(0, hash);
      return new Address(bare.endsWith("/") ? bare : bare + "/");
    }

    /** Where the document about a name lies. */
    public URI document(String name) {
      return URI.create(base + name.replace("/", "%2f"));
    }

    /**
     * Where a tarball is to be fetched. Mirrors often leave the address of the registry they mirror
     * in their documents; what lies at the usual place is therefore asked of this registry.
     */
    public Optional<URI> tarball(String name, String stated) {
      try {
        URI registry = URI.create(base);
        URI whole = registry.resolve(new URI(stated.strip()));
        String scheme = String.valueOf(whole.getScheme());
        boolean remote = scheme.equals("http") || scheme.equals("https");
        if (!remote) {
          return scheme.equals(registry.getScheme()) ? Optional.of(whole) : Optional.empty();
        }
        String usual = "/" + name + "/-/";
        String path = whole.getPath();
        int at = path.lastIndexOf(usual);
        if (!same(whole, registry) && at >= 0 && path.indexOf('/', at + usual.length()) < 0) {
          String rest = whole.getRawPath();
          String file = rest.substring(rest.lastIndexOf('/') + 1);
          return Optional.of(URI.create(base + name + "/-/" + file));
        }
        return Optional.of(same(whole, registry) ? withCredentials(whole, registry) : whole);
      } catch (URISyntaxException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private static boolean same(URI one, URI other) {
      return one.getHost() != null
          && one.getHost().equalsIgnoreCase(other.getHost())
          && one.getPort() == other.getPort();
    }

    private static URI withCredentials(URI link, URI registry) {
      String user = registry.getRawUserInfo();
      return user == null || link.getRawUserInfo() != null
          ? link
          : URI.create(
              link.getScheme()
                  + "://"
                  + user
                  + "@"
                  + link.toString().replaceFirst("^[^:]+://", ""));
    }
  }
}
