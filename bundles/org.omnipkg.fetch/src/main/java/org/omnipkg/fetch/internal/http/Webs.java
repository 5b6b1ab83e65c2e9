package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.omnipkg.fetch.Access;

/**
 * The way out for whoever asks. Connections are shared by all whose variables say the same about
 * proxies and certificates; credentials are looked up anew for each.
 */
public final class Webs {
  private static final int MOST = 8;
  private static final Set<String> PROXIES =
      Set.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");

  private final Limits limits;
  private final Function<Map<String, String>, SSLContext> trust;
  private final Optional<Executor> workers;
  private final Map<Map<String, String>, Line> lines =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Line> eldest) {
          return size() > MOST;
        }
      };

  public Webs(Limits limits) {
    this(limits, environment -> new Trust(environment).context(), Optional.empty());
  }

  /**
   * The same.
   *
   * @param trust whom to believe, by the variables of whoever asks
   * @param workers whose threads the connections use; their own, which wait for more, without
   */
  public Webs(
      Limits limits, Function<Map<String, String>, SSLContext> trust, Optional<Executor> workers) {
    this.workers = workers;
    this.limits = limits;
    this.trust = trust;
  }

  public Web of(Access access) {
    return new Web(
        limits, line(access.environment()), new Credentials(access.environment()), access.label());
  }

  /** Connections of one who is about to ask, and what every conversation is made of. */
  public void prepare(Access access) {
    Secrecy.practise(line(access.environment()).client.sslContext());
  }

  private Line line(Map<String, String> environment) {
    Map<String, String> telling = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (PROXIES.contains(name.toLowerCase(Locale.ROOT))) {
            telling.put(name, value);
          } else if (Trust.VARIABLES.contains(name)) {
            telling.put(name, value + " " + changed(value));
          }
        });
    synchronized (lines) {
      return lines.computeIfAbsent(
          Map.copyOf(telling),
          said -> new Line(limits, new Proxies(environment), trust.apply(environment), workers));
    }
  }

  private static String changed(String file) {
    try {
      return file.isEmpty() ? "" : Files.getLastModifiedTime(Path.of(file)).toString();
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }
}
