package org.omnipkg.ecosystem.go.internal.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** The proxies of one request: the first that knows a module answers. */
public final class ModuleFiles {
  /** Format of artifacts. */
  public static final String FORMAT = "module";

  /** Code of what a proxy refuses, which may be because it does not know it. */
  public static final String REFUSED = "index.module-refused";

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Desk desk;
  private final GoEnvironment environment;
  private final List<Source> sources;
  private final Set<String> yielding = new HashSet<>();

  public ModuleFiles(Desk desk, GoEnvironment environment) {
    this.desk = desk;
    this.environment = environment;
    this.sources = desk.sources("go").stream().filter(s -> s.form() == Source.Form.INDEX).toList();
    for (GoEnvironment.Proxy proxy : environment.proxies().proxies()) {
      if (!proxy.insistent()) {
        yielding.add(proxy.address().replaceAll("/+$", ""));
      }
    }
  }

  public List<Source> sources() {
    return sources;
  }

  /** A document and who had it. */
  public record Found(Source source, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** A version as a proxy tells it. */
  public record Info(Source source, String version, Optional<Instant> time) {}

  /** The versions a proxy lists, which leaves out those that stand for commits. */
  Optional<Found> list(String path) {
    return find(path, "@v/list", FRESH);
  }

  /** The go.mod of a version. */
  public Optional<Found> mod(String path, String version) {
    return find(path, "@v/" + ModulePath.escape(version) + ".mod", Desk.Ask.FOR_EVER);
  }

  /** What a proxy takes for the newest. */
  Optional<Info> latest(String path) {
    return find(path, "@latest", FRESH).flatMap(ModuleFiles::info);
  }

  /** The version a commit, a branch or a tag stands for. */
  public Optional<Info> info(String path, String query) {
    boolean fixed = ModulePath.major(path).filter(m -> m.admits(query)).isPresent();
    return find(path, "@v/" + ModulePath.escape(query) + ".info", fixed ? Desk.Ask.FOR_EVER : FRESH)
        .flatMap(ModuleFiles::info);
  }

  private static Optional<Info> info(Found found) {
    try {
      JsonNode info = JSON.readTree(found.body());
      String version = info.path("Version").asText();
      return version.isEmpty()
          ? Optional.empty()
          : Optional.of(new Info(found.source(), version, time(info.path("Time").asText())));
    } catch (IOException e) {
      throw unreadable(found.source());
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static Refusal unreadable(Source source) {
    return new Refusal(
        Diagnostic.outside(
            "index.unreadable",
            "the module proxy `" + source.label() + "` answered with what nobody can read",
            "try again; if it stays so, tell whoever runs that proxy"));
  }

  private Optional<Found> find(String path, String rest, Duration fresh) {
    if (environment.direct(path)) {
      throw new Refusal(
          Diagnostic.user(
              "index.no-proxy",
              "`"
                  + path
                  + "` may not be asked for at a proxy, and omnipkg takes Go modules from"
                  + " proxies only",
              "`GOPRIVATE` or `GONOPROXY` says so; name a proxy of your own with `GOPROXY` and"
                  + " set `GONOPROXY=none`"));
    }
    for (Source source : sources) {
      try {
        Optional<byte[]> body = desk.fetch(Desk.Ask.of(at(source, path, rest), "", fresh)).body();
        if (body.isPresent()) {
          return Optional.of(new Found(source, body.get()));
        }
      } catch (Refusal e) {
        // `|` after a proxy lets the next one be asked whatever went wrong
        boolean last = source.equals(sources.get(sources.size() - 1));
        if (last || !yielding.contains(base(source))) {
          throw refused(e, source, path);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A proxy that says 403: some do so for whatever they do not know or may not show. Who is asked
   * for a login (401) is told that.
   */
  private static Refusal refused(Refusal refusal, Source source, String path) {
    Diagnostic said = refusal.diagnostic();
    if (!said.code().equals("fetch.unauthorized") || said.message().contains("`401`")) {
      return refusal;
    }
    return new Refusal(
        Diagnostic.user(
                REFUSED,
                "the module proxy `" + source.label() + "` does not let you have `" + path + "`",
                "check the path; for a private module put user and password for the proxy's host"
                    + " into `~/.netrc`, or name a proxy that has it with `GOPROXY` or `--index"
                    + " go:ADDRESS`")
            .with(List.of(said.message(), "some proxies answer so for modules they do not know")),
        refusal);
  }

  private static URI at(Source source, String path, String rest) {
    return URI.create(base(source) + "/" + ModulePath.escape(path) + "/" + rest);
  }

  private static String base(Source source) {
    return source.location().toString().replaceAll("/+$", "");
  }

  /**
   * The zip of a module.
   *
   * @param hashes {@code h1}, where the checksum database vouches for it
   * @param facts further ones
   */
  public static Artifact zip(
      Source source,
      String path,
      String version,
      Map<String, String> hashes,
      Map<String, String> facts) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return new Artifact(
        last + "@" + version + ".zip",
        FORMAT,
        at(source, path, "@v/" + ModulePath.escape(version) + ".zip"),
        hashes,
        OptionalLong.empty(),
        facts);
  }
}
