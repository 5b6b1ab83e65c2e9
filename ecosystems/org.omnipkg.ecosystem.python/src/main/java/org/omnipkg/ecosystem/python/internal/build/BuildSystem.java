package org.omnipkg.ecosystem.python.internal.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/**
 * The {@code [build-system]} table of a project (PEP 518), or what stands for it.
 *
 * @param backend {@code module:object}
 * @param path folders of the source the backend is imported from
 */
record BuildSystem(List<String> requires, String backend, List<String> path) {
  private static final String LEGACY = "setuptools.build_meta:__legacy__";
  private static final List<String> LEGACY_NEEDS = List.of("setuptools>=40.8.0");

  static BuildSystem of(Path source) {
    Path file = source.resolve("pyproject.toml");
    if (!Files.isRegularFile(file)) {
      if (!Files.isRegularFile(source.resolve("setup.py"))) {
        throw malformed("it has neither `pyproject.toml` nor `setup.py`");
      }
      return new BuildSystem(LEGACY_NEEDS, LEGACY, List.of());
    }
    JsonNode table = read(file).path("build-system");
    if (table.isMissingNode()) {
      return new BuildSystem(LEGACY_NEEDS, LEGACY, List.of());
    }
    if (!table.has("requires")) {
      throw malformed("its `[build-system]` lacks `requires`");
    }
    return new BuildSystem(
        texts(table.path("requires"), "requires"),
        table.path("build-backend").asText(LEGACY),
        inside(texts(table.path("backend-path"), "backend-path"), source));
  }

  private static JsonNode read(Path file) {
    try {
      return new TomlMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw malformed("its `pyproject.toml` cannot be read: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode list, String key) {
    List<String> texts = new ArrayList<>();
    if (!list.isMissingNode() && !list.isArray()) {
      throw malformed("`" + key + "` of its `[build-system]` is not a list");
    }
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        throw malformed("`" + key + "` of its `[build-system]` holds something that is not text");
      }
      texts.add(item.asText());
    }
    return List.copyOf(texts);
  }

  private static List<String> inside(List<String> folders, Path source) {
    for (String folder : folders) {
      Path path = source.resolve(folder).normalize();
      if (!path.startsWith(source.normalize())) {
        throw malformed("its `backend-path` leaves the source: `" + folder + "`");
      }
    }
    return folders;
  }

  private static Refusal malformed(String why) {
    return new Refusal(
        Diagnostic.outside("build.malformed", "the source cannot be built: " + why, ""));
  }
}
