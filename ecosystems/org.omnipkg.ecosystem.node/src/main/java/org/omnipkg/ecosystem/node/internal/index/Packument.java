package org.omnipkg.ecosystem.node.internal.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;

/** The registry's document about one name, read as a stream: some have ten megabytes. */
final class Packument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private final JsonParser in;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, Instant> times = new HashMap<>();
  private final List<VersionEntry> versions = new ArrayList<>();

  private Packument(JsonParser in) {
    this.in = in;
  }

  /**
   * Reads one.
   *
   * @param registry where it was found
   * @throws IOException when it is not such a document
   */
  static Listing read(byte[] json, PackageName name, Registries.Address registry, String label)
      throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      Packument packument = new Packument(parser);
      packument.document();
      return packument.listing(name, registry, label);
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
        Json.strings(in).forEach(this::time);
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

  private void time(String version, String text) {
    try {
      times.put(version, Instant.parse(text));
    } catch (DateTimeException e) {
      // a release without a date
    }
  }

  private Listing listing(PackageName name, Registries.Address registry, String label) {
    NodeVersions order = new NodeVersions();
    VersionReleases made = new VersionReleases(name, registry, times);
    List<Release> releases = new ArrayList<>(versions.size());
    Map<Pin, Manifest> manifests = new HashMap<>(versions.size() * 2);
    for (VersionEntry entry : versions) {
      made.release(entry)
          .ifPresent(
              release -> {
                releases.add(release);
                manifests.put(release.pin(), made.manifest(entry, release.pin()));
              });
    }
    releases.sort((one, other) -> order.compare(one.pin().version(), other.pin().version()));
    return new Listing(name, releases, tags, manifests, label);
  }
}
