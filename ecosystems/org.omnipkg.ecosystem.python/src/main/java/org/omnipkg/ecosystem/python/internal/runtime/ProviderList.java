package org.omnipkg.ecosystem.python.internal.runtime;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource.Provider;

/** Provider manifests: ours from the bundle, the user's from a mirror; one form for both. */
final class ProviderList {
  static final String MIRROR = "OMNIPKG_PYTHON_MIRROR";

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Comparator<Provider> NEWEST_FIRST =
      Comparator.comparing((Provider p) -> ordinal(p.version())).reversed();

  private final ObjectMapper json;

  ProviderList(ObjectMapper json) {
    this.json = json;
  }

  /** Newest first; at equal version the mirror's before ours. */
  List<Provider> all(Platform platform, Desk desk) {
    List<Provider> all = new ArrayList<>();
    mirror(desk).ifPresent(list -> all.addAll(mirrored(list, platform, desk)));
    String ours = Script.of(ProviderList.class, "providers.json").text();
    try {
      all.addAll(read(ours, platform, location -> location));
    } catch (IOException e) {
      throw new IllegalStateException("the bundle's own list of providers", e);
    }
    all.sort(NEWEST_FIRST);
    return List.copyOf(all);
  }

  /** The address of the mirror's list: a folder's or a base address's {@code runtimes.json}. */
  private static Optional<URI> mirror(Desk desk) {
    String value = desk.environment().getOrDefault(MIRROR, "").strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String list = value.endsWith(".json") ? value : value.replaceAll("/+$", "") + "/runtimes.json";
    return Optional.of(
        list.contains("://") || list.startsWith("file:")
            ? URI.create(list)
            : desk.directory().resolve(Path.of(list)).toUri());
  }

  private List<Provider> mirrored(URI list, Platform platform, Desk desk) {
    byte[] body =
        desk.fetch(Desk.Ask.of(list, "application/json", FRESH))
            .body()
            .orElseThrow(() -> unreadable("its list `runtimes.json` is not there", desk));
    try {
      return read(
          new String(body, StandardCharsets.UTF_8),
          platform,
          location -> location.startsWith("maven:") ? location : list.resolve(location).toString());
    } catch (IOException | IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw unreadable("its list cannot be read: " + why, desk);
    }
  }

  private List<Provider> read(String text, Platform platform, UnaryOperator<String> locate)
      throws IOException {
    List<Provider> providers = new ArrayList<>();
    for (Row row : json.readValue(text, new TypeReference<List<Row>>() {})) {
      Provider provider = row.provider(locate);
      if (provider.platform().equals(platform.id()) && row.runsOn(platform)) {
        providers.add(provider);
      }
    }
    return providers;
  }

  private static Refusal unreadable(String why, Desk desk) {
    return new Refusal(
        Diagnostic.user(
            "runtime.mirror-unreadable",
            "the mirror of Python runtimes is of no use: " + why,
            remedy(desk.environment().getOrDefault(MIRROR + "_ORIGIN", ""))));
  }

  private static String remedy(String origin) {
    return switch (origin) {
      case "config.toml" -> "correct it, or take it back with `omnipkg config unset python-mirror`";
      case "omnipkg.toml" -> "correct `python-mirror` in the project's `omnipkg.toml`";
      default -> "correct or unset `" + MIRROR + "`";
    };
  }

  /** {@code 3.9.6} in an order of text. */
  private static String ordinal(String version) {
    StringBuilder key = new StringBuilder();
    for (String part : version.split("\\.", -1)) {
      key.append(String.format("%06d", Integer.parseInt("0" + part.replaceAll("\\D.*", ""))));
    }
    return key.toString();
  }

  /** A provider as a list spells it; what is not stated has a sensible meaning. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Row(
      @Nullable String version,
      @Nullable String platform,
      @Nullable String glibc,
      @Nullable String location,
      @Nullable String sha256,
      @Nullable String archive,
      int strip,
      @Nullable String root,
      @Nullable List<String> chmod,
      @Nullable Map<String, String> environment,
      @Nullable String probe,
      @Nullable Map<String, String> links) {

    Provider provider(UnaryOperator<String> locate) {
      return new Provider(
          "python",
          needed("version", version),
          needed("platform", platform),
          locate.apply(needed("location", location)),
          digest(),
          needed("archive", archive),
          strip,
          Objects.requireNonNullElse(root, ""),
          Objects.requireNonNullElse(chmod, List.of()),
          Objects.requireNonNullElse(environment, Map.of()),
          Objects.requireNonNullElse(probe, "bin/python3"),
          Objects.requireNonNullElse(links, Map.of()));
    }

    boolean runsOn(Platform here) {
      return glibc == null
          || here.libc().equals("glibc")
              && (here.libcVersion().isEmpty()
                  || ordinal(here.libcVersion()).compareTo(ordinal(glibc)) >= 0);
    }

    private String digest() {
      String digest = needed("sha256", sha256);
      if (!digest.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("`" + digest + "` is no sha256");
      }
      return digest;
    }

    private String needed(String name, @Nullable String value) {
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException("an entry (version `" + version + "`) lacks " + name);
      }
      return value;
    }
  }
}
