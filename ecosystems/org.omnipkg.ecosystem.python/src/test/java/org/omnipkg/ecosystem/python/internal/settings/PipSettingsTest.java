package org.omnipkg.ecosystem.python.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.tck.CannedDesk;

class PipSettingsTest {
  @TempDir Path root;
  private CannedDesk desk;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void desk() throws IOException {
    desk =
        new CannedDesk(Files.createDirectories(root.resolve("work")))
            .variable("HOME", root.resolve("home").toString());
  }

  private void file(String place, String... lines) throws IOException {
    Path file = root.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines));
  }

  private List<Source> sources() {
    PipSettings settings =
        new PipSettings(
            root,
            (interpreter, on) -> {
              asked.incrementAndGet();
              return Optional.of(URI.create("https://built-in.example/simple/"));
            });
    return settings.sources(() -> root.resolve("prefix/bin/python"), desk);
  }

  private String shown() {
    StringBuilder text = new StringBuilder();
    sources().forEach(s -> text.append(s.label()).append(' ').append(s.location()).append('\n'));
    return text.toString();
  }

  @Test
  void only_a_runtime_with_pip_can_be_asked() {
    PipSettings settings = new PipSettings();
    assertTrue(settings.serves(runtime(Map.of("has_pip", "true"))));
    assertFalse(settings.serves(runtime(Map.of("has_pip", "false"))));
    assertFalse(settings.serves(runtime(Map.of())));
  }

  private Runtime runtime(Map<String, String> facts) {
    return new Runtime("python", "cpython", "3.11.4", root, root, "path", facts);
  }

  @Test
  void where_nothing_is_configured_the_client_is_asked() {
    assertEquals("default https://built-in.example/simple/\n", shown());
    assertEquals(1, asked.get());
  }

  @Test
  void later_files_of_pip_go_over_earlier_ones() throws IOException {
    file("etc/xdg/pip/pip.conf", "[global]", "index-url = https://one.example/");
    assertEquals("default https://one.example/\n", shown());
    file("etc/pip.conf", "[global]", "index_url: https://two.example/");
    assertEquals("default https://two.example/\n", shown());
    file("home/.pip/pip.conf", "; mine", "[global]", "index-url=https://three.example/");
    assertEquals("default https://three.example/\n", shown());
    file("home/.config/pip/pip.conf", "[global]", "INDEX-URL=https://four.example/");
    assertEquals("default https://four.example/\n", shown());
    file("venv/pip.conf", "[global]", "index-url=https://five.example/");
    desk.variable("VIRTUAL_ENV", root.resolve("venv").toString());
    assertEquals("default https://five.example/\n", shown());
    file("own.conf", "[global]", "index-url=https://six.example/");
    desk.variable("PIP_CONFIG_FILE", root.resolve("own.conf").toString());
    assertEquals("default https://six.example/\n", shown());
    desk.variable("PIP_INDEX_URL", "https://seven.example/");
    assertEquals("default https://seven.example/\n", shown());
    assertEquals(0, asked.get());
  }

  @Test
  void what_is_said_for_install_goes_over_what_is_said_for_all() throws IOException {
    file(
        "etc/pip.conf",
        "[install]",
        "index-url = https://install.example/",
        "[global]",
        "index-url = https://all.example/");
    assertEquals("default https://install.example/\n", shown());
  }

  @Test
  void the_interpreters_own_file_counts() throws IOException {
    file("prefix/pip.conf", "[global]", "index-url = https://site.example/");
    assertEquals("default https://site.example/\n", shown());
    assertEquals(0, asked.get());
  }

  @Test
  void an_own_file_takes_the_place_of_the_users() throws IOException {
    file("home/.config/pip/pip.conf", "[global]", "extra-index-url=https://mine.example/");
    file("own.conf", "[global]", "index-url=https://own.example/");
    desk.variable("PIP_CONFIG_FILE", root.resolve("own.conf").toString());
    assertEquals("default https://own.example/\n", shown());
  }

  @Test
  void pips_files_can_be_switched_off() throws IOException {
    file("etc/pip.conf", "[global]", "index-url = https://one.example/");
    desk.variable("PIP_CONFIG_FILE", "/dev/null");
    assertEquals("default https://built-in.example/simple/\n", shown());
  }

  @Test
  void a_named_index_of_uv_gets_the_credentials_of_its_variables() throws IOException {
    desk.variable("UV_INDEX", "my-team=https://team.example/ https://other.example/")
        .variable("UV_INDEX_MY_TEAM_USERNAME", "ada")
        .variable("UV_INDEX_MY_TEAM_PASSWORD", "p@ss word")
        .variable("UV_INDEX_MAIN_USERNAME", "token");
    file(
        "etc/uv/uv.toml",
        "[[index]]",
        "name = 'main'",
        "url = 'https://main.example/'",
        "default = true");
    assertEquals(
        "extra-1 https://ada:p%40ss%20word@team.example/\nextra-2 https://other.example/\n"
            + "default https://token:@main.example/\n",
        shown());
  }

  @Test
  void extra_indexes_come_first_and_flat_places_last() throws IOException {
    Files.createDirectories(root.resolve("work/wheels"));
    file(
        "etc/pip.conf",
        "[global]",
        "extra-index-url =",
        "    https://a.example/",
        "    https://b.example/",
        "find-links = wheels https://links.example/page.html /not/there");
    assertEquals(
        "extra-1 https://a.example/\nextra-2 https://b.example/\n"
            + "default https://built-in.example/simple/\nlinks-1 "
            + root.resolve("work/wheels").toUri()
            + "\nlinks-2 https://links.example/page.html\n",
        shown());
    assertEquals(Source.Form.FLAT, sources().get(3).form());
    assertEquals(Source.Form.INDEX, sources().get(0).form());
  }

  @Test
  void no_index_means_flat_places_only() {
    desk.variable("PIP_NO_INDEX", "1")
        .variable("PIP_INDEX_URL", "https://one.example/")
        .variable("PIP_FIND_LINKS", "https://links.example/");
    assertEquals("links-1 https://links.example/\n", shown());
    assertEquals(0, asked.get());
  }

  @Test
  void uvs_variables_count_after_pips() {
    desk.variable("UV_DEFAULT_INDEX", "main=https://uv.example/")
        .variable("UV_INDEX", "torch=https://t.example/ https://a.example/")
        .variable("UV_FIND_LINKS", "https://l.example/,https://m.example/")
        .variable("PIP_EXTRA_INDEX_URL", "https://a.example/");
    assertEquals(
        "extra-1 https://a.example/\nextra-2 https://t.example/\ndefault https://uv.example/\n"
            + "links-1 https://l.example/\nlinks-2 https://m.example/\n",
        shown());
    desk.variable("PIP_INDEX_URL", "https://pip.example/");
    assertEquals("https://pip.example/", sources().get(2).location().toString());
  }

  @Test
  void uvs_file_names_indexes() throws IOException {
    file(
        "home/.config/uv/uv.toml",
        "[[index]]",
        "name = \"a\"",
        "url = \"https://a.example/\"",
        "[[index]]",
        "url = \"https://flat.example/\"",
        "format = \"flat\"",
        "[[index]]",
        "url = \"https://torch.example/\"",
        "explicit = true",
        "[[index]]",
        "url = \"https://main.example/\"",
        "default = true");
    assertEquals(
        "extra-1 https://a.example/\ndefault https://main.example/\nlinks-1 https://flat.example/\n",
        shown());
    desk.variable("UV_NO_CONFIG", "1");
    assertEquals("default https://built-in.example/simple/\n", shown());
  }

  @Test
  void an_index_nobody_can_read_is_not_replaced_by_another() {
    desk.variable("PIP_INDEX_URL", "https://me:secret@[broken/");
    Refusal refusal = assertThrows(Refusal.class, this::sources);
    assertEquals("index.address-malformed", refusal.diagnostic().code());
    assertFalse(refusal.diagnostic().toString().contains("secret"));
  }
}
