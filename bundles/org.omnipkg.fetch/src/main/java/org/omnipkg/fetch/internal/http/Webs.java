package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.fetch.Access;
import org.omnipkg.model.Progress;

/**
 * The way out for whoever asks. Connections are shared by all whose variables say the same about
 * proxies and certificates; credentials are looked up anew for each.
 */
public final class Webs {
  private static final int MOST = 8;
  private static final int EXCHANGES = 8;
  private static final Set<String> PROXIES =
      Set.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");

  private final Limits limits;
  private final Map<Map<String, String>, Line> lines =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Line> eldest) {
          return size() > MOST;
        }
      };

  public Webs(Limits limits) {
    this.limits = limits;
  }

  public Web of(Access access) {
    return new Web(
        limits, line(access.environment()), new Credentials(access.environment()), access.label());
  }

  /** Connections of one who is about to ask, and the code that all of them run. */
  public void prepare(Access access) {
    Secrecy.practise(line(access.environment()).client.sslContext());
    Web web = of(Access.of(Map.of("no_proxy", "*"), false));
    try (Loopback server = new Loopback()) {
      for (int i = 0; i < EXCHANGES; i++) {
        try (Answer answer =
            web.get(new Wanted("practice", server.address(), Map.of()), Progress.SILENT)) {
          answer.body().readAllBytes();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
          said -> new Line(limits, new Proxies(environment), new Trust(environment)));
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
