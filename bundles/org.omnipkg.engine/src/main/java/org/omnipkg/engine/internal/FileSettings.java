package org.omnipkg.engine.internal;

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
  private final TomlMapper toml = new TomlMapper();
  private final Places places;
  private final ProjectFiles files;

  @Activate
  public FileSettings(@Reference Places places) {
    this.places = places;
    this.files = new ProjectFiles(places);
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
    Optional<String> project =
        files.nearest(caller.directory()).flatMap(file -> value(file.settings(), key.name()));
    if (project.isPresent()) {
      return new Setting(key.name(), project.get(), ProjectFile.NAME, key.description());
    }
    return value(files.read(places.configuration()), key.name())
        .map(value -> new Setting(key.name(), value, "config.toml", key.description()))
        .orElseGet(() -> new Setting(key.name(), key.fallback(), "default", key.description()));
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

  private synchronized void write(String key, @Nullable String value) {
    Path file = places.configuration();
    ObjectNode content = files.read(file).deepCopy();
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
    return SettingKey.find(name)
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
