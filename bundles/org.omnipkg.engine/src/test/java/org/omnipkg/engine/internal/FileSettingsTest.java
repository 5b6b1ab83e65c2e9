package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Settings;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

class FileSettingsTest {
  @TempDir private Path home;
  @TempDir private Path work;
  private FileSettings settings;

  @BeforeEach
  void open() {
    settings = new FileSettings(() -> home);
  }

  private Caller caller(Map<String, String> environment) throws Exception {
    Path deep = Files.createDirectories(work.resolve("a/b"));
    return new Caller(environment, deep, false, Duration.ZERO, Progress.SILENT);
  }

  private void expect(Settings.Setting setting, String value, String origin) {
    assertEquals(value + " from " + origin, setting.value() + " from " + setting.origin());
  }

  @Test
  void the_variable_beats_the_project_beats_the_file_beats_the_default() throws Exception {
    expect(settings.get(caller(Map.of()), "resolver"), "house", "default");
    settings.set(caller(Map.of()), "resolver", "pip");
    expect(settings.get(caller(Map.of()), "resolver"), "pip", "config.toml");
    Files.writeString(work.resolve("omnipkg.toml"), "resolver = \"mamba\"\n");
    expect(settings.get(caller(Map.of()), "resolver"), "mamba", "omnipkg.toml");
    expect(
        settings.get(caller(Map.of("OMNIPKG_RESOLVER", "pixi")), "resolver"),
        "pixi",
        "environment");
  }

  @Test
  void a_list_in_toml_reads_as_words() throws Exception {
    Files.writeString(home.resolve("config.toml"), "find-links = [\"one\", \"two\"]\n");
    expect(settings.get(caller(Map.of()), "find-links"), "one two", "config.toml");
  }

  @Test
  void an_unset_key_falls_back() throws Exception {
    settings.set(caller(Map.of()), "python", "3.11");
    settings.unset(caller(Map.of()), "python");
    expect(settings.get(caller(Map.of()), "python"), "", "default");
  }

  @Test
  void an_unknown_key_and_a_bad_value_are_refused_and_change_nothing() throws Exception {
    Caller caller = caller(Map.of());
    assertEquals("config.unknown-key", code(() -> settings.set(caller, "resolvr", "uv")));
    assertEquals("config.bad-value", code(() -> settings.set(caller, "environment", "a b")));
    assertFalse(Files.exists(home.resolve("config.toml")));
  }

  @Test
  void a_value_that_does_not_fit_is_refused_wherever_it_stands() throws Exception {
    Caller caller = caller(Map.of("OMNIPKG_GENERATIONS", "many"));
    assertEquals("config.bad-value", code(() -> settings.get(caller, "generations")));
    Files.writeString(work.resolve("omnipkg.toml"), "environment = \"a b\"\n");
    assertEquals("config.bad-value", code(() -> settings.get(caller, "environment")));
  }

  @Test
  void a_damaged_file_is_named_with_its_line() throws Exception {
    Files.writeString(home.resolve("config.toml"), "resolver = \"uv\"\n= nonsense\n");
    Caller caller = caller(Map.of());
    Refusal refusal = assertThrows(Refusal.class, () -> settings.get(caller, "resolver"));
    assertEquals("config.malformed", refusal.diagnostic().code());
    assertEquals(true, refusal.diagnostic().details().get(0).startsWith("line 2"));
  }

  private static String code(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(Refusal.class, act).diagnostic().code();
  }

  @Test
  void languages_that_were_added_have_settings_like_those_of_the_house() {
    for (String key : List.of("cargo-index", "maven-resolver", "cargo-version")) {
      assertTrue(SettingKey.isKnown(key), key);
    }
    for (String key : List.of("cargo-foo", "-index", "python-index", "Cargo-index", "cargo")) {
      assertFalse(SettingKey.isKnown(key), key);
    }
    assertEquals("OMNIPKG_CARGO_INDEX", SettingKey.find("cargo-index").orElseThrow().variable());
  }
}
