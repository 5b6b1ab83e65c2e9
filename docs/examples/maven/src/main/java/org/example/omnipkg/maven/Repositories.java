package org.example.omnipkg.maven;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** The repositories of one request: the first that has a file answers. */
final class Repositories {
  /** Format of artifacts. */
  static final String FORMAT = "jar";

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Pattern SHA1 = Pattern.compile("[0-9a-fA-F]{40}");

  private final Desk desk;
  private final List<Source> sources;

  Repositories(Desk desk) {
    this.desk = desk;
    this.sources =
        desk.sources(MavenGrammar.ID).stream()
            .filter(source -> source.form() == Source.Form.INDEX)
            .toList();
  }

  List<Source> sources() {
    return sources;
  }

  /** A document and who had it. */
  record Found(Source source, byte[] body) {}

  /** What a repository says of the versions of an artifact. */
  Optional<Found> metadata(Coordinates of) {
    return find(of.folder() + "/maven-metadata.xml", FRESH);
  }

  /** Whether a version is there, listed or not. */
  Optional<Source> holding(Coordinates of, String version) {
    return find(of.pom().path(version) + ".sha1", Desk.Ask.FOR_EVER).map(Found::source);
  }

  private Optional<Found> find(String path, Duration fresh) {
    for (Source source : sources) {
      Optional<byte[]> body = desk.fetch(Desk.Ask.of(at(source, path), "", fresh)).body();
      if (body.isPresent()) {
        return Optional.of(new Found(source, body.get()));
      }
    }
    return Optional.empty();
  }

  static URI at(Source source, String path) {
    return URI.create(source.location().toString().replaceAll("/+$", "") + "/" + path);
  }

  /** A file where a repository has it, its digest not asked for. */
  static Artifact unverified(Source source, Coordinates of, String version) {
    return artifact(source, of, version, Map.of());
  }

  /** A file with the digest its repository states, and who that is; empty when nobody has it. */
  Optional<Located> artifact(Coordinates of, String version) {
    return find(of.path(version) + ".sha1", Desk.Ask.FOR_EVER)
        .map(
            found -> {
              Map<String, String> hashes = new HashMap<>();
              // some write the file's name behind the digest, as sha1sum does
              String first =
                  new String(found.body(), StandardCharsets.UTF_8).strip().split("\\s+", 2)[0];
              if (SHA1.matcher(first).matches()) {
                hashes.put("sha1", first.toLowerCase(java.util.Locale.ROOT));
              }
              return new Located(artifact(found.source(), of, version, hashes), found.source());
            });
  }

  /** An artifact and who has it. */
  record Located(Artifact artifact, Source source) {}

  private static Artifact artifact(
      Source source, Coordinates of, String version, Map<String, String> hashes) {
    return new Artifact(
        of.filename(version),
        FORMAT,
        at(source, of.path(version)),
        hashes,
        OptionalLong.empty(),
        Map.of());
  }
}
