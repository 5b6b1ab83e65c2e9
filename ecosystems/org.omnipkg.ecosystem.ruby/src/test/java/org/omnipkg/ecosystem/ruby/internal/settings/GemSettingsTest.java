package org.omnipkg.ecosystem.ruby.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.tck.CannedDesk;

class GemSettingsTest {
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> places(String... variables) {
    CannedDesk desk = new CannedDesk(root).variable("HOME", root.resolve("home").toString());
    for (int i = 0; i < variables.length; i += 2) {
      desk.variable(variables[i], variables[i + 1]);
    }
    GemSettings settings =
        new GemSettings(
            root, (interpreter, any) -> List.of(URI.create("https://built-in.example/")));
    return settings.sources(() -> Path.of("/ruby"), desk).stream()
        .map(Source::location)
        .map(URI::toString)
        .toList();
  }

  @Test
  void the_users_file_counts_before_the_systems() throws IOException {
    file("etc/gemrc", ":sources: [https://system.example/]\n");
    assertEquals(List.of("https://system.example/"), places());
    file("home/.config/gem/gemrc", ":sources: [https://user.example/]\n");
    assertEquals(List.of("https://user.example/"), places());
    file("more", ":sources: [https://more.example/]\n");
    String more = root.resolve("more").toString();
    assertEquals(List.of("https://more.example/"), places("GEMRC", more));
  }

  @Test
  void bundlers_credentials_open_the_sources_they_are_kept_for() throws IOException {
    file("home/.bundle/config", "---\nBUNDLE_BUILT___IN__EXAMPLE: \"me:sec/ret\"\n");
    assertEquals(List.of("https://me:sec%2Fret@built-in.example/"), places());
    assertEquals(
        List.of("https://key@built-in.example/"), places("BUNDLE_BUILT___IN__EXAMPLE", "key"));
  }

  @Test
  void the_project_says_more_than_variables_and_they_more_than_the_user() throws IOException {
    String key = "BUNDLE_MIRROR__HTTPS://BUILT___IN__EXAMPLE/";
    file("home/.bundle/config", "---\n" + key + ": https://user.example/\n");
    assertEquals(List.of("https://user.example/"), places());
    assertEquals(List.of("https://variable.example/"), places(key, "https://variable.example/"));
    file(".bundle/config", "---\n" + key + ": https://project.example/\n");
    assertEquals(List.of("https://project.example/"), places(key, "https://variable.example/"));
  }

  @Test
  void a_mirror_for_all_leads_every_source_there() {
    assertEquals(
        List.of("https://all.example/"), places("BUNDLE_MIRROR__ALL", "https://all.example/"));
  }

  @Test
  void an_address_nobody_can_read_is_refused_and_not_shown() throws IOException {
    file("home/.gemrc", ":sources: ['https://me:hunter2@gems example/']\n");
    Refusal refusal = assertThrows(Refusal.class, () -> places());
    assertEquals("index.address-malformed", refusal.diagnostic().code());
    assertFalse(refusal.diagnostic().toString().contains("hunter2"));
  }

  @Test
  void a_broken_file_says_nothing_as_with_the_clients_themselves() throws IOException {
    file("home/.gemrc", ":sources: [unclosed\n");
    assertEquals(List.of("https://built-in.example/"), places());
  }
}
