package org.example.omnipkg.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** The sparse indexes of one request: a document per crate, a line per version. */
final class SparseIndex {
  /** Format of artifacts. */
  static final String FORMAT = "crate";

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Desk desk;
  private final List<Source> sources;
  private final Map<Source, String> downloads = new HashMap<>();
  private final Map<String, Found> known = new HashMap<>();

  SparseIndex(Desk desk) {
    this.desk = desk;
    this.sources =
        desk.sources(CargoGrammar.ID).stream()
            .filter(source -> source.form() == Source.Form.INDEX)
            .toList();
  }

  /** The versions of a crate in ascending order, and who told them; none when nobody knows it. */
  record Found(List<Crate> crates, Optional<Source> source) {
    static final Found NOTHING = new Found(List.of(), Optional.empty());

    Optional<Crate> version(String version) {
      return crates.stream().filter(crate -> crate.version().equals(version)).findFirst();
    }
  }

  Found crate(String name) {
    return known.computeIfAbsent(name, this::ask);
  }

  private Found ask(String name) {
    for (Source source : sources) {
      Optional<byte[]> body = desk.fetch(Desk.Ask.of(at(source, path(name)), "", FRESH)).body();
      if (body.isPresent()) {
        return new Found(read(body.get(), source), Optional.of(source));
      }
    }
    return Found.NOTHING;
  }

  private static List<Crate> read(byte[] body, Source source) {
    List<Crate> crates = new ArrayList<>();
    for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isBlank()) {
        Crate crate = Crate.of(json(line, source));
        if (Semver.of(crate.version()).isPresent()
            && CHECKSUM.matcher(crate.checksum()).matches()) {
          crates.add(crate);
        }
      }
    }
    crates.sort(Comparator.comparing(Crate::semver));
    return List.copyOf(crates);
  }

  private static JsonNode json(String text, Source source) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.outside(
              "index.unreadable",
              "the index `" + source.label() + "` answered with what nobody can read",
              "try again; if it stays so, tell whoever runs it"),
          e);
    }
  }

  /** Where the index keeps a crate: {@code ri/pg/ripgrep}, short names in folders of their own. */
  static String path(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower.length()) {
      case 1 -> "1/" + lower;
      case 2 -> "2/" + lower;
      case 3 -> "3/" + lower.charAt(0) + "/" + lower;
      default -> lower.substring(0, 2) + "/" + lower.substring(2, 4) + "/" + lower;
    };
  }

  Artifact artifact(Crate crate, Source source) {
    return new Artifact(
        crate.name() + "-" + crate.version() + ".crate",
        FORMAT,
        download(crate, source),
        Map.of("sha256", crate.checksum()),
        OptionalLong.empty(),
        Map.of());
  }

  /** By the template in the index's own {@code config.json}. */
  private URI download(Crate crate, Source source) {
    String template = downloads.computeIfAbsent(source, this::template);
    String name = crate.name();
    String lower = name.toLowerCase(Locale.ROOT);
    if (!template.contains("{")) {
      return URI.create(template + "/" + name + "/" + crate.version() + "/download");
    }
    return URI.create(
        template
            .replace("{crate}", name)
            .replace("{version}", crate.version())
            .replace("{prefix}", folder(path(name)))
            .replace("{lowerprefix}", folder(path(lower)))
            .replace("{sha256-checksum}", crate.checksum()));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private String template(Source source) {
    Desk.Reply reply = desk.fetch(Desk.Ask.of(at(source, "config.json"), "", FRESH));
    String text = reply.body().map(b -> new String(b, StandardCharsets.UTF_8)).orElse("{}");
    String template = json(text, source).path("dl").asText("");
    if (template.isEmpty()) {
      throw new Refusal(
          Diagnostic.outside(
              "index.unreadable",
              "the index `" + source.label() + "` does not say where its crates are",
              "is it a sparse index of Cargo?"));
    }
    // a relative place is seen from the index
    return at(source, "")
        .resolve(template.replace("{", "%7B").replace("}", "%7D"))
        .toString()
        .replace("%7B", "{")
        .replace("%7D", "}")
        .replaceAll("/+$", "");
  }

  private static URI at(Source source, String path) {
    return URI.create(source.location().toString().replaceAll("/+$", "") + "/" + path);
  }
}
