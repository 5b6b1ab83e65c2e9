package org.omnipkg.ecosystem.python.internal.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of PEP 691 with the fields of PEP 700, read as a stream: some have several megabytes. */
final class JsonPage {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser in;
  private final Links links;
  private final List<IndexFile> files = new ArrayList<>();

  private JsonPage(JsonParser in, Links links) {
    this.in = in;
    this.links = links;
  }

  /**
   * The files of a page.
   *
   * @throws IOException when it is not JSON
   */
  static List<IndexFile> read(byte[] json, Links links) throws IOException {
    try (JsonParser in = FACTORY.createParser(json)) {
      JsonPage page = new JsonPage(in, links);
      page.document();
      return page.files;
    }
  }

  private void document() throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object");
    }
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      if (key.equals("files") && value == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
          file();
        }
      } else {
        in.skipChildren();
      }
    }
  }

  private void file() throws IOException {
    String filename = "";
    String url = "";
    String requires = "";
    String core = "";
    String old = "";
    String yanked = null;
    long size = -1;
    long uploaded = IndexFile.UNKNOWN;
    Map<String, String> hashes = Map.of();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      switch (key) {
        case "filename" -> filename = text(value);
        case "url" -> url = text(value);
        case "requires-python" -> requires = text(value);
        case "hashes" -> hashes = hashes(value);
        case "core-metadata" -> core = metadata(value);
        case "dist-info-metadata", "data-dist-info-metadata" -> old = metadata(value);
        case "yanked" -> yanked = yanked(value);
        case "size" -> size = value == JsonToken.VALUE_NUMBER_INT ? in.getLongValue() : -1;
        case "upload-time" -> uploaded = instant(text(value));
        default -> in.skipChildren();
      }
    }
    Optional<String> location = links.absolute(Links.bare(url));
    if (location.isPresent() && !filename.isEmpty()) {
      files.add(
          new IndexFile(
              filename,
              location.get(),
              hashes,
              requires,
              core.isEmpty() ? old : core,
              yanked,
              size,
              uploaded));
    }
  }

  private String text(JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    in.skipChildren();
    return "";
  }

  private Map<String, String> hashes(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      return Map.of();
    }
    Map<String, String> hashes = Map.of();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      String hash = text(in.nextToken()).toLowerCase(Locale.ROOT);
      if (hashes.isEmpty()) {
        hashes = Map.of(key, hash);
      } else {
        hashes = new HashMap<>(hashes);
        hashes.put(key, hash);
      }
    }
    return hashes;
  }

  private String metadata(JsonToken value) throws IOException {
    if (value == JsonToken.START_OBJECT) {
      String digest = hashes(value).getOrDefault("sha256", "");
      return digest.isEmpty() ? "true" : digest;
    }
    return value == JsonToken.VALUE_TRUE ? "true" : "";
  }

  private @Nullable String yanked(JsonToken value) throws IOException {
    return switch (value) {
      case VALUE_STRING -> in.getText();
      case VALUE_TRUE -> "";
      default -> {
        in.skipChildren();
        yield null;
      }
    };
  }

  private static long instant(String text) {
    try {
      return text.isEmpty() ? IndexFile.UNKNOWN : Instants.millis(text);
    } catch (DateTimeException e) {
      return IndexFile.UNKNOWN;
    }
  }
}
