package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;

class SourceListTest {
  private static final String AT = "https://index.example.org/";
  @TempDir private Path home;
  private SmallHouse house;
  private int clientAsked;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    ClientSettings client =
        (interpreter, desk) -> {
          clientAsked++;
          return List.of(source("default", "client", Source.Form.INDEX));
        };
    house.languages.skills.put(ClientSettings.class, client);
  }

  @AfterEach
  void every_lease_was_given_back() {
    assertEquals(0, house.languages.leased.get());
  }

  private static Source source(String label, String place, Source.Form form) {
    return new Source(label, URI.create(AT + place), form);
  }

  /** `label=place` of each source, in order. */
  private String effective(Wishes wishes) {
    try (HouseDesk desk = house.desks.open(house.caller(), wishes)) {
      return desk.sources("python").stream()
          .map(s -> s.label() + "=" + s.location().toString().replace(AT, ""))
          .collect(Collectors.joining(" "));
    }
  }

  private static Wishes wishes(
      Optional<String> index, List<String> extra, List<String> links, Source... files) {
    return new Wishes(index.map(i -> AT + i), extra, links, List.of(files), true);
  }

  @Test
  void without_any_wish_the_clients_own_sources_serve() {
    assertEquals("default=client", effective(Wishes.NONE));
  }

  @Test
  void an_index_of_the_settings_replaces_the_clients_own() {
    house.settings.values.put("index", AT + "settings");
    assertEquals("index=settings", effective(Wishes.NONE));
    assertEquals(0, clientAsked);
  }

  @Test
  void a_setting_with_a_language_in_front_is_that_languages_index() throws Exception {
    house.settings.values.put("index", "toy:" + AT + "toys " + AT + "settings");
    assertEquals("index=settings", effective(Wishes.NONE));
    ToyLanguage.learnt(house, home);
    try (HouseDesk desk = house.desks.open(house.caller(), Wishes.NONE)) {
      assertEquals(AT + "toys", desk.sources("toy").get(0).location().toString());
    }
  }

  @Test
  void the_index_setting_of_an_added_language_counts_as_it_is() throws Exception {
    house.settings.values.put("toy-index", AT + "toys");
    ToyLanguage.learnt(house, home);
    try (HouseDesk desk = house.desks.open(house.caller(), Wishes.NONE)) {
      assertEquals(AT + "toys", desk.sources("toy").get(0).location().toString());
    }
    assertEquals("default=client", effective(Wishes.NONE));
  }

  @Test
  void the_index_of_a_language_names_none_in_front() {
    for (String name : List.of("ruby-index", "cargo-index")) {
      SettingKey key = SettingKey.find(name).orElseThrow();
      for (String place : List.of(AT, "/srv/toys", "toys", "file:/srv/toys", "zip:" + AT, "C:/t")) {
        assertTrue(key.valid().test(place), place);
      }
      for (String language : List.of("gem:", "python:", "toy:", "cargo:", "kotlin:")) {
        assertFalse(key.valid().test(language + AT), language);
        assertFalse(key.valid().test(language + "/srv/toys"), language);
      }
    }
  }

  @Test
  void an_index_of_the_command_line_beats_the_settings() {
    house.settings.values.put("index", AT + "settings");
    assertEquals("index=line", effective(wishes(Optional.of("line"), List.of(), List.of())));
  }

  @Test
  void extra_indexes_come_first_and_are_numbered() {
    house.settings.values.put("extra-indexes", AT + "one, " + AT + "two");
    assertEquals("extra-1=one extra-2=two default=client", effective(Wishes.NONE));
    assertEquals(
        "extra-1=mine index=line",
        effective(wishes(Optional.of("line"), List.of(AT + "mine"), List.of())));
  }

  @Test
  void links_come_after_the_index_and_those_of_the_command_line_beat_the_settings() {
    house.settings.values.put("find-links", AT + "settings/");
    assertEquals("links-1=settings/ default=client", effective(Wishes.NONE));
    assertEquals(
        "index=line links-1=a/ links-2=b/",
        effective(wishes(Optional.of("line"), List.of(), List.of(AT + "a/", AT + "b/"))));
  }

  @Test
  void a_default_index_of_a_requirements_file_replaces_the_clients_own() {
    assertEquals(
        "default=file",
        effective(
            wishes(
                Optional.empty(),
                List.of(),
                List.of(),
                source("default", "file", Source.Form.INDEX))));
    assertEquals(
        "extra=file default=client",
        effective(
            wishes(
                Optional.empty(),
                List.of(),
                List.of(),
                source("extra", "file", Source.Form.INDEX))));
  }

  @Test
  void a_folder_is_found_from_the_callers_directory() throws Exception {
    Path wheels = Files.createDirectories(house.work.resolve("wheels"));
    assertEquals(
        "links-1=" + wheels.toUri() + " default=client",
        effective(wishes(Optional.empty(), List.of(), List.of("./wheels"))));
  }

  @Test
  void a_plain_folder_given_as_an_index_gets_a_page_per_name() throws Exception {
    Path wheels = Files.createDirectories(house.work.resolve("wheels"));
    Path wheel = Files.createFile(wheels.resolve("My_Tool-1.0-py3-none-any.whl"));
    Files.createFile(wheels.resolve("readme.txt"));
    try (HouseDesk desk =
        house.desks.open(
            house.caller(),
            new Wishes(Optional.empty(), List.of("./wheels"), List.of(), List.of(), true))) {
      Source source = desk.sources("python").get(0);
      assertEquals(Source.Form.INDEX, source.form());
      Path root = Path.of(source.location());
      String page = Files.readString(root.resolve("my-tool/index.html"));
      assertTrue(page.contains("href=\"" + wheel.toUri() + "\""), page);
      try (var names = Files.list(root)) {
        assertEquals(1, names.count());
      }
    }
  }

  @Test
  void a_place_that_is_not_there_is_refused_and_not_taken_for_an_empty_one() {
    for (Wishes wishes :
        List.of(
            new Wishes(Optional.of("./gone"), List.of(), List.of(), List.of(), true),
            new Wishes(Optional.empty(), List.of("./gone"), List.of(), List.of(), true),
            new Wishes(Optional.empty(), List.of("./gone.zip"), List.of(), List.of(), true),
            new Wishes(Optional.empty(), List.of(), List.of("./gone"), List.of(), true))) {
      Refusal refusal = assertThrows(Refusal.class, () -> effective(wishes));
      assertEquals("fetch.no-folder", refusal.diagnostic().code());
      assertTrue(refusal.diagnostic().message().contains("`gone"), refusal.diagnostic().message());
    }
  }

  @Test
  void a_folder_that_has_a_page_per_name_is_an_index_as_it_is() throws Exception {
    Path root = Files.createDirectories(house.work.resolve("simple"));
    Files.createFile(Files.createDirectories(root.resolve("demo")).resolve("index.html"));
    assertEquals(
        "extra-1=" + root.toUri() + " default=client",
        effective(new Wishes(Optional.empty(), List.of("./simple"), List.of(), List.of(), true)));
  }

  @Test
  void a_folder_in_the_form_of_the_languages_own_indexes_stays_as_it_is() throws Exception {
    Path root = Files.createDirectories(house.work.resolve("real"));
    Files.createFile(root.resolve(SmallLanguage.INDEX));
    assertEquals(
        "extra-1=" + root.toUri() + " default=client",
        effective(new Wishes(Optional.empty(), List.of("./real"), List.of(), List.of(), true)));
  }

  @Test
  void a_language_whose_client_has_no_settings_has_only_what_was_wished() {
    house.languages.skills.remove(ClientSettings.class);
    assertEquals("", effective(Wishes.NONE));
  }

  @Test
  void a_request_asks_the_client_once() {
    try (HouseDesk desk = house.desk()) {
      desk.sources("python");
      desk.sources("python");
    }
    assertEquals(1, clientAsked);
  }
}
