package org.omnipkg.engine.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.api.Look;
import org.omnipkg.api.Places;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds and reads the files of TOML that people write for us. */
@Component(service = ProjectFiles.class)
public final class ProjectFiles {
  private final TomlMapper toml = new TomlMapper();
  private final Places places;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  private record Known(Look look, ObjectNode content) {}

  @Activate
  public ProjectFiles(@Reference Places places) {
    this.places = places;
  }

  /** The project's file, in this directory or the nearest one above that has one. */
  Optional<ProjectFile> nearest(Path directory) {
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(ProjectFile.NAME);
      if (Files.isRegularFile(file)) {
        return Optional.of(ProjectFile.of(file, read(file)));
      }
    }
    return Optional.empty();
  }

  /** A file's content, not to be changed; empty where there is no file. */
  ObjectNode read(Path file) {
    Optional<Look> look = look(file);
    if (look.isEmpty()) {
      return toml.createObjectNode();
    }
    Known before = known.get(file);
    if (before != null && before.look().equals(look.get())) {
      return before.content();
    }
    ObjectNode content = parsed(file);
    if (look.get().settled()) {
      known.put(file, new Known(look.get(), content));
    } else {
      known.remove(file);
    }
    return content;
  }

  private ObjectNode parsed(Path file) {
    try {
      JsonNode content = toml.readTree(file.toFile());
      return content instanceof ObjectNode table ? table : toml.createObjectNode();
    } catch (JsonProcessingException e) {
      throw new Refusal(
          Diagnostic.user(
                  "config.malformed",
                  "`" + places.pretty(file) + "` is not TOML",
                  "mend the file, or move it away")
              .with(List.of("line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Look> look(Path file) {
    try {
      return Optional.of(Look.of(file));
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
