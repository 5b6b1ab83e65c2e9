package org.omnipkg.engine.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.api.Settings;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Settings in {@code config.toml} and a project's {@code omnipkg.toml}. */
@Component
public final class FileSettings implements Settings {
  private static final String PROJECT = "omnipkg.toml";
  private final TomlMapper toml = new TomlMapper();
  private final Places places;

  @Activate
  public FileSettings(@Reference Places places) {
    this.places = places;
  }

  @Override
  public List<Setting> list(Caller caller) {
    return SettingKey.ALL.stream().map(key -> inForce(caller, key)).toList();
  }

  @Override
  public Setting get(Caller caller, String key) {
    return inForce(caller, key(key));
  }

  @Override
  public Setting set(Caller caller, String name, String value) {
    SettingKey key = key(name);
    check(key, value, "");
    write(name, value);
    return inForce(caller, key);
  }

  @Override
  public Setting unset(Caller caller, String name) {
    SettingKey key = key(name);
    write(name, null);
    return inForce(caller, key);
  }

  private Setting inForce(Caller caller, SettingKey key) {
    Setting setting = found(caller, key);
    check(key, setting.value(), setting.origin());
    return setting;
  }

  private static void check(SettingKey key, String value, String origin) {
    if (!key.valid().test(value)) {
      String where = origin.isEmpty() ? "" : " (" + origin + ")";
      throw new Refusal(
          Diagnostic.user(
              "config.bad-value",
              "`" + value + "` is no value for `" + key.name() + "`" + where,
              "expected " + key.expected()));
    }
  }

  private Setting found(Caller caller, SettingKey key) {
    String variable = caller.environment().get(key.variable());
    if (variable != null && !variable.isEmpty()) {
      return new Setting(key.name(), variable, "environment", key.description());
    }
    Optional<Path> project = project(caller.directory());
    if (project.isPresent()) {
      Optional<String> value = value(read(project.get()), key.name());
      if (value.isPresent()) {
        return new Setting(key.name(), value.get(), PROJECT, key.description());
      }
    }
    return value(read(places.configuration()), key.name())
        .map(value -> new Setting(key.name(), value, "config.toml", key.description()))
        .orElseGet(() -> new Setting(key.name(), key.fallback(), "default", key.description()));
  }

  /** The project file that holds in a directory: the nearest upwards. */
  static Optional<Path> project(Path directory) {
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(PROJECT);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(ObjectNode file, String key) {
    JsonNode node = file.get(key);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (node.isArray()) {
      return Optional.of(
          StreamSupport.stream(node.spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(" ")));
    }
    return Optional.of(node.asText());
  }

  private ObjectNode read(Path file) {
    try {
      if (!Files.exists(file)) {
        return toml.createObjectNode();
      }
      return (ObjectNode) toml.readTree(file.toFile());
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

  private synchronized void write(String key, @Nullable String value) {
    Path file = places.configuration();
    ObjectNode content = read(file);
    if (value == null) {
      content.remove(key);
    } else {
      content.put(key, value);
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path staged = file.resolveSibling(file.getFileName() + ".tmp");
      Files.writeString(staged, content.isEmpty() ? "" : toml.writeValueAsString(content));
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SettingKey key(String name) {
    return SettingKey.ALL.stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "config.unknown-key",
                        "there is no setting `" + name + "`",
                        "settings: "
                            + SettingKey.ALL.stream()
                                .map(SettingKey::name)
                                .collect(Collectors.joining(", ")))));
  }
}
