package org.omnipkg.solver.support;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/**
 * The environment of a foreign tool: the caller's, without what would configure the tool behind our
 * back. How the network is reached (proxies, certificates, time limits) stays the caller's.
 */
public final class Surroundings {
  private static final List<String> FOREIGN =
      List.of("UV_", "PIP_", "PYTHON", "CONDA_", "VIRTUAL_ENV");
  private static final Set<String> TRANSPORT =
      Set.of(
          "UV_SYSTEM_CERTS",
          "UV_NATIVE_TLS",
          "UV_HTTP_TIMEOUT",
          "UV_INSECURE_HOST",
          "UV_KEYRING_PROVIDER",
          "PIP_CERT",
          "PIP_CLIENT_CERT",
          "PIP_PROXY",
          "PIP_TRUSTED_HOST",
          "PIP_DEFAULT_TIMEOUT",
          "PIP_KEYRING_PROVIDER");

  private Surroundings() {}

  public static Map<String, String> of(Desk desk) {
    Map<String, String> clean = new HashMap<>();
    desk.environment()
        .forEach(
            (name, value) -> {
              if (TRANSPORT.contains(name) || FOREIGN.stream().noneMatch(name::startsWith)) {
                clean.put(name, value);
              }
            });
    clean.put("NO_COLOR", "1");
    clean.put("COLUMNS", "10000");
    return clean;
  }

  /** Addresses of the sources of one form, in order. */
  public static List<String> addresses(List<Source> sources, Source.Form form, List<URI> more) {
    List<String> all = new ArrayList<>();
    more.forEach(place -> all.add(plain(place)));
    sources.stream()
        .filter(source -> source.form() == form)
        .forEach(source -> all.add(plain(source.location())));
    return all;
  }

  /** Commas and spaces part a list: neither may stand in an address. */
  private static String plain(URI place) {
    String text = place.toString();
    String full = text.matches("file:/[^/].*") ? "file://" + text.substring(5) : text;
    return full.replace(",", "%2C").replace(" ", "%20");
  }
}
