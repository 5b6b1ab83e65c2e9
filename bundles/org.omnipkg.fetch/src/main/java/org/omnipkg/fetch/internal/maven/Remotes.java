package org.omnipkg.fetch.internal.maven;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.AuthenticationDigest;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.jspecify.annotations.Nullable;
import org.omnipkg.fetch.internal.http.Proxies;

/** Repositories, mirrors, proxies and credentials as Maven's settings say. */
final class Remotes {
  private Remotes() {}

  static List<RemoteRepository> list(Settings settings) {
    List<RemoteRepository> list = new ArrayList<>();
    UserSettings.repositories(settings)
        .forEach(r -> list.add(releases(r.getId(), r.getLayout(), r.getUrl())));
    BuiltInRepositories.list()
        .forEach(r -> list.add(releases(r.getId(), r.getLayout(), r.getUrl())));
    return list;
  }

  private static RemoteRepository releases(String id, String layout, String url) {
    return new RemoteRepository.Builder(id, layout, url)
        .setSnapshotPolicy(new RepositoryPolicy(false, null, null))
        .build();
  }

  static void configure(
      DefaultRepositorySystemSession session,
      Settings settings,
      Proxies environment,
      SSLContext trust) {
    DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
    for (Mirror m : settings.getMirrors()) {
      mirrors.add(
          m.getId(),
          m.getUrl(),
          m.getLayout(),
          false,
          m.isBlocked(),
          m.getMirrorOf(),
          m.getMirrorOfLayouts());
    }
    session.setMirrorSelector(mirrors);
    session.setProxySelector(proxies(settings, environment));
    DefaultAuthenticationSelector logins = new DefaultAuthenticationSelector();
    for (Server server : settings.getServers()) {
      logins.add(
          server.getId(),
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
              .build());
    }
    session.setAuthenticationSelector(trusting(logins, trust));
  }

  private static ProxySelector proxies(Settings settings, Proxies environment) {
    DefaultProxySelector stated = new DefaultProxySelector();
    for (org.apache.maven.settings.Proxy p : settings.getProxies()) {
      if (p.isActive()) {
        Authentication login =
            new AuthenticationBuilder()
                .addUsername(p.getUsername())
                .addPassword(p.getPassword())
                .build();
        stated.add(
            new Proxy(p.getProtocol(), p.getHost(), p.getPort(), login), p.getNonProxyHosts());
      }
    }
    return repository -> {
      Proxy own = stated.getProxy(repository);
      return own == null ? fromEnvironment(repository, environment) : own;
    };
  }

  private static @Nullable Proxy fromEnvironment(RemoteRepository repository, Proxies environment) {
    Optional<URI> named = environment.named(URI.create(repository.getUrl()));
    if (named.isEmpty()) {
      return null;
    }
    URI proxy = named.get();
    String[] login = String.valueOf(proxy.getUserInfo()).split(":", 2);
    Authentication authentication =
        proxy.getUserInfo() == null
            ? null
            : new AuthenticationBuilder()
                .addUsername(login[0])
                .addPassword(login.length > 1 ? login[1] : "")
                .build();
    return new Proxy(proxy.getScheme(), proxy.getHost(), Proxies.port(proxy), authentication);
  }

  /** Hands the house's authorities to the transport, which takes them by way of the login. */
  private static AuthenticationSelector trusting(AuthenticationSelector logins, SSLContext trust) {
    return repository -> {
      Authentication login = logins.getAuthentication(repository);
      return new Authentication() {
        @Override
        public void fill(
            AuthenticationContext context, @Nullable String key, Map<String, String> data) {
          context.put(AuthenticationContext.SSL_CONTEXT, trust);
          if (login != null) {
            login.fill(context, key, data);
          }
        }

        @Override
        public void digest(AuthenticationDigest digest) {
          if (login != null) {
            login.digest(digest);
          }
        }
      };
    };
  }
}
