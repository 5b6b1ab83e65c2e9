package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proxies as the environment names them, else as the JVM is told. */
public final class Proxies extends ProxySelector {
  private final Map<String, String> environment;
  private final List<String> exempt;

  public Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.exempt =
        List.of(variable("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+", -1)).stream()
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  /** The proxy for an address with its port and userinfo, when the environment names one. */
  public Optional<URI> named(URI location) {
    String scheme = String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
    String text = variable(scheme + "_proxy");
    if (text.isEmpty()) {
      text = variable("all_proxy");
    }
    if (text.isEmpty() || isExempt(location)) {
      return Optional.empty();
    }
    try {
      URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
      return proxy.getHost() == null ? Optional.empty() : Optional.of(proxy);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static int port(URI proxy) {
    return proxy.getPort() >= 0 ? proxy.getPort() : "https".equals(proxy.getScheme()) ? 443 : 80;
  }

  @Override
  public List<Proxy> select(URI location) {
    Optional<URI> named = named(location);
    if (named.isPresent()) {
      String host = named.get().getHost();
      return List.of(
          new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port(named.get()))));
    }
    ProxySelector system = ProxySelector.getDefault();
    return system == null || isExempt(location) ? List.of(Proxy.NO_PROXY) : system.select(location);
  }

  @Override
  public void connectFailed(URI location, @Nullable SocketAddress address, IOException e) {
    // the exchange itself fails and says so
  }

  private boolean isExempt(URI location) {
    String host = location.getHost();
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    for (String entry : exempt) {
      String suffix = entry.replaceFirst("^\\*?\\.", "");
      int colon = suffix.indexOf(':');
      if (colon > 0 && suffix.indexOf(':', colon + 1) < 0) {
        if (!suffix.substring(colon + 1).equals(String.valueOf(location.getPort()))) {
          continue;
        }
        suffix = suffix.substring(0, colon);
      }
      if (suffix.equals("*") || name.equals(suffix) || name.endsWith("." + suffix)) {
        return true;
      }
    }
    return false;
  }

  private String variable(String name) {
    String lower = environment.getOrDefault(name, "");
    return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }
}
