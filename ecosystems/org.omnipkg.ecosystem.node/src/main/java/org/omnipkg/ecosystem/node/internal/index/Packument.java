package org.omnipkg.ecosystem.node.internal.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.model.PackageName;

/** The registry's document about one name, read as a stream: some have ten megabytes. */
final class Packument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private final JsonParser in;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, String> times = new HashMap<>();
  private final List<VersionEntry> versions = new ArrayList<>();

  private Packument(JsonParser in) {
    this.in = in;
  }

  /**
   * Reads one into its short form.
   *
   * @param page its digest
   * @param registry where it was found
   * @throws IOException when it is not such a document
   */
  static byte[] form(byte[] json, byte[] page, PackageName name, Registries.Address registry)
      throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      Packument packument = new Packument(parser);
      packument.document();
      return Form.write(page, packument.tags, packument.rows(name, registry));
    }
  }

  private void document() throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object");
    }
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      boolean object = value == JsonToken.START_OBJECT;
      if (object && key.equals("dist-tags")) {
        tags.putAll(Json.strings(in));
      } else if (object && key.equals("time")) {
        times.putAll(Json.strings(in));
      } else if (object && key.equals("versions")) {
        versions();
      } else {
        in.skipChildren();
      }
    }
  }

  private void versions() throws IOException {
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        versions.add(VersionEntry.read(in, key));
      } else {
        in.skipChildren();
      }
    }
  }

  private Optional<Instant> published(String version) {
    String text = times.get(version);
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private List<Form.Row> rows(PackageName name, Registries.Address registry) {
    record Read(VersionEntry entry, Version version) {}
    List<Read> read = new ArrayList<>(versions.size());
    for (VersionEntry entry : versions) {
      if (VersionReleases.fetchable(entry, name.name(), registry)) {
        Version.of(entry.version).ifPresent(version -> read.add(new Read(entry, version)));
      }
    }
    read.sort(Comparator.comparing(Read::version).thenComparing(one -> one.entry().version));
    return read.stream()
        .map(
            one ->
                new Form.Row(
                    one.entry(),
                    published(one.entry().version),
                    !one.version().prerelease().isEmpty()))
        .toList();
  }
}
