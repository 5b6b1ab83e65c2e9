package org.omnipkg.ecosystem.ruby.internal.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What bundler is told: the project's {@code .bundle/config} before variables before the user's.
 * Its keys are addresses in capitals ({@code BUNDLE_GEMS__EXAMPLE__ORG}) with credentials as
 * values, and mirrors.
 */
public final class BundlerConfiguration {
  private static final String PREFIX = "BUNDLE_";
  private static final String MIRROR = PREFIX + "MIRROR__";

  private final Map<String, String> values;

  private BundlerConfiguration(Map<String, String> values) {
    this.values = values;
  }

  public static BundlerConfiguration read(Map<String, String> environment, Path project) {
    Map<String, String> values = new HashMap<>();
    Optional<Path> home = GemConfiguration.variable(environment, "HOME");
    GemConfiguration.variable(environment, "BUNDLE_USER_CONFIG")
        .or(
            () ->
                GemConfiguration.variable(environment, "BUNDLE_USER_HOME")
                    .map(h -> h.resolve("config")))
        .or(() -> home.map(h -> h.resolve(".bundle/config")))
        .ifPresent(file -> take(file, values));
    environment.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            values.put(key.toUpperCase(Locale.ROOT), value);
          }
        });
    for (Path folder = project; folder != null; folder = folder.getParent()) {
      Path local = folder.resolve(".bundle/config");
      boolean own = home.map(h -> h.resolve(".bundle/config").equals(local)).orElse(false);
      if (Files.isRegularFile(local) && !own) {
        take(local, values);
        break;
      }
    }
    return new BundlerConfiguration(values);
  }

  private static void take(Path file, Map<String, String> values) {
    FlatYaml.read(file)
        .forEach(
            (key, list) -> {
              if (!list.isEmpty()) {
                values.put(key.toUpperCase(Locale.ROOT), list.get(0));
              }
            });
  }

  /** A setting that is a list, such as {@code without}. */
  public List<String> words(String key) {
    String value = values.getOrDefault(PREFIX + key, "").strip();
    return value.isEmpty() ? List.of() : List.of(value.split("[\\s:]+"));
  }

  /** Where requests to a source go instead. */
  Optional<String> mirror(URI source) {
    String bare = source.toString().replaceFirst("/+$", "");
    return Optional.ofNullable(values.get(MIRROR + key(bare)))
        .or(() -> Optional.ofNullable(values.get(MIRROR + key(bare) + "/")))
        .or(() -> Optional.ofNullable(values.get(MIRROR + "ALL")))
        .filter(word -> !word.isBlank());
  }

  /** The address with the credentials kept for it, unless it carries some already. */
  URI unlocked(URI source) {
    if (source.getHost() == null || source.getRawUserInfo() != null) {
      return source;
    }
    String bare = source.toString().replaceFirst("/+$", "");
    for (String key : List.of(bare, bare + "/", source.getHost())) {
      String credentials = values.getOrDefault(PREFIX + key(key), "");
      if (!credentials.isBlank()) {
        return with(source, credentials);
      }
    }
    return source;
  }

  private static URI with(URI source, String credentials) {
    String safe = credentials.replace("@", "%40").replace("/", "%2F").replace("#", "%23");
    try {
      String rest = source.toString().substring(source.toString().indexOf("://") + 3);
      return URI.create(source.getScheme() + "://" + safe + "@" + rest);
    } catch (IllegalArgumentException e) {
      return source;
    }
  }

  /** Dots are two underscores and hyphens three. */
  private static String key(String name) {
    return name.replace(".", "__").replace("-", "___").toUpperCase(Locale.ROOT);
  }
}
