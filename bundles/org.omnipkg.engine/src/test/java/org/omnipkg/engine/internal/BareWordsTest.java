package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.Told;

class BareWordsTest {
  @TempDir private Path home;
  private SmallHouse house;
  private final Map<String, NameSearch.Candidate> known = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    ToyLanguage.learnt(house, home);
    for (String language : List.of("python", "toy")) {
      NameSearch search = (word, desk) -> search(language, word);
      house.languages.special.put(language + " " + NameSearch.class.getSimpleName(), search);
    }
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
  }

  private synchronized List<NameSearch.Candidate> search(String language, String word) {
    asked.add(language + ":" + word);
    return Optional.ofNullable(known.get(language + ":" + word)).stream().toList();
  }

  private void known(String language, String word, int renown) {
    known(language, word, word, renown);
  }

  private void known(String language, String word, String words, int renown) {
    known.put(
        language + ":" + word,
        new NameSearch.Candidate(
            new PackageName(language, words),
            words,
            word.equals(words),
            renown,
            renown + " of 100"));
  }

  private void install(String... words) {
    house.install.run(house.caller(false), SmallHouse.request(words));
  }

  private Diagnostic refused(String... words) {
    return assertThrows(Refusal.class, () -> install(words)).diagnostic();
  }

  @Test
  void what_one_language_alone_knows_is_meant() {
    known("toy", "block", 30);
    known("python", "rich", 90);
    install("block", "rich");
    assertEquals(List.of("toy:block", "python:rich"), house.roots());
  }

  @Test
  void the_indexes_of_the_command_line_are_the_ones_that_are_asked() {
    List<String> labels = new ArrayList<>();
    NameSearch search =
        (word, desk) -> {
          desk.sources("toy").forEach(source -> labels.add(source.label()));
          return search("toy", word);
        };
    house.languages.special.put("toy " + NameSearch.class.getSimpleName(), search);
    known("toy", "block", 30);
    InstallRequest plain = SmallHouse.request("block");
    house.install.run(
        house.caller(false),
        new InstallRequest(
            plain.environment(),
            plain.words(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of("toy:https://toys.example.org/"),
            List.of(),
            List.of(),
            false,
            false,
            true,
            false,
            List.of(),
            List.of(),
            List.of()));
    assertEquals(List.of("index"), labels);
  }

  @Test
  void what_one_language_alone_has_since_yesterday_is_asked_about() {
    known("toy", "blokc", 3);
    Diagnostic refusal = refused("blokc");
    assertEquals("requirement.ambiguous", refusal.code());
    assertEquals("it is not certain that `blokc` means this package", refusal.message());
    assertEquals(List.of(), house.environments.names());
    known("python", "rich", 90);
    install("rich");
    known("python", "ricj", 1);
    install("ricj");
    assertEquals(List.of("python:rich", "python:ricj"), house.roots(), "in Python's environment");
  }

  @Test
  void a_path_names_its_language_by_itself() {
    PackageName name = new PackageName("toy", "house.example/block");
    NameSearch.Candidate candidate =
        new NameSearch.Candidate(name, name.name(), true, 1, "1 version");
    List<Weighing.Meaning> one = List.of(new Weighing.Meaning("toy", candidate, name.name()));
    assertEquals(
        Optional.of("toy:house.example/block"), new Weighing(one, List.of(), true).certain());
    assertEquals(Optional.empty(), new Weighing(one, List.of(), false).certain());
  }

  @Test
  void what_is_not_pythons_is_told_by_its_whole_name() {
    known("toy", "gin", "long-gin", 80);
    known("python", "rich", 90);
    Told told = new Told();
    house.install.run(house.caller(told), SmallHouse.request("gin", "rich"));
    assertEquals(
        List.of("`gin` is toy:long-gin"),
        told.notes().stream().filter(note -> note.contains("` is ")).toList());
  }

  @Test
  void what_everybody_knows_in_one_language_and_nobody_in_another_is_meant() {
    known("toy", "block", 90);
    known("python", "block", 40);
    install("block");
    assertEquals(List.of("toy:block"), house.roots());
  }

  @Test
  void what_is_well_known_in_both_is_refused_with_what_speaks_for_each() {
    known("toy", "block", 90);
    known("python", "block", 80);
    Diagnostic refusal = refused("block");
    assertEquals("requirement.ambiguous", refusal.code());
    assertEquals(List.of("toy:block     90 of 100", "python:block  80 of 100"), refusal.details());
    assertEquals(List.of(), house.environments.names());
  }

  @Test
  void what_is_little_known_in_both_is_no_guess() {
    known("toy", "block", 20);
    known("python", "block", 1);
    assertEquals("requirement.ambiguous", refused("block").code());
  }

  @Test
  void a_short_form_is_taken_only_when_it_is_well_known() {
    known("toy", "gin", "long-gin", 30);
    Diagnostic refusal = refused("gin");
    assertEquals("requirement.ambiguous", refusal.code());
    assertEquals("it is not certain that `gin` means this package", refusal.message());
    known("toy", "gin", "long-gin", 80);
    install("gin");
    assertEquals(List.of("toy:long-gin"), house.roots());
  }

  @Test
  void what_nobody_knows_is_pythons_to_refuse() {
    install("strange");
    assertEquals(List.of("python:strange"), house.roots());
  }

  @Test
  void what_was_certain_once_is_not_asked_again() {
    known("toy", "block", 90);
    install("block");
    asked.clear();
    house.install.run(house.caller(false), in("other", "block"));
    assertEquals(List.of(), asked);
  }

  private static InstallRequest in(String environment, String... words) {
    InstallRequest plain = SmallHouse.request(words);
    return new InstallRequest(
        environment,
        plain.words(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        false,
        true,
        false);
  }

  @Test
  void what_the_environment_has_is_what_it_was() {
    install("toy:block", "python:rich");
    known("python", "block", 90);
    known("toy", "rich", 90);
    asked.clear();
    install("block", "rich");
    assertEquals(List.of(), asked);
    assertEquals(1, house.generations());
    house.uninstall.run(house.caller(), new UninstallRequest("main", List.of("block"), false));
    assertEquals("rich 9", house.contents());
  }

  @Test
  void in_an_environment_of_one_language_its_well_known_packages_are_meant() {
    known("toy", "block", 90);
    known("python", "block", 80);
    install("toy:brick");
    install("block");
    assertEquals(List.of("toy:brick", "toy:block"), house.roots());
  }

  @Test
  void a_name_in_a_file_of_the_project_is_meant() throws Exception {
    known("toy", "block", 10);
    known("python", "block", 10);
    Files.writeString(house.work.resolve("Toyfile"), "");
    ProjectReader reader =
        new ProjectReader() {
          @Override
          public List<String> files() {
            return List.of("Toyfile");
          }

          @Override
          public Project read(Path folder, Desk desk) {
            return new Project(
                List.of(new Wanted("block", "Toyfile line 1")),
                List.of(),
                Map.of(),
                Optional.empty());
          }
        };
    house.languages.special.put("toy " + ProjectReader.class.getSimpleName(), reader);
    install("block");
    assertEquals(List.of("toy:block"), house.roots());
  }

  @Test
  void pythons_ways_of_asking_are_pythons() {
    known("toy", "block", 90);
    install("block>=1", "block2==2");
    assertEquals(List.of(), asked);
    assertEquals(List.of("python:block>=1", "python:block2==2"), house.roots());
    house.settings.values.put("bare-words", "python");
    install("block3");
    assertEquals(List.of(), asked);
  }

  @Test
  void without_the_network_a_bare_word_is_pythons() {
    known("toy", "block", 90);
    house.install.run(house.caller(true), SmallHouse.request("block"));
    assertEquals(List.of(), asked);
    assertEquals(List.of("python:block"), house.roots());
  }

  @Test
  void a_language_that_cannot_be_asked_does_not_stand_in_the_way() {
    known("python", "rich", 90);
    NameSearch away =
        (word, desk) -> {
          throw new Refusal(Diagnostic.outside("fetch.no-network", "away", ""));
        };
    house.languages.special.put("toy " + NameSearch.class.getSimpleName(), away);
    install("rich");
    assertEquals(List.of("python:rich"), house.roots());
    known("python", "little", 10);
    Diagnostic refusal = refused("little");
    assertEquals("requirement.ambiguous", refusal.code());
    assertEquals("could not be asked: toy", refusal.details().get(1));
  }

  @Test
  void a_registry_that_does_not_answer_in_time_is_named_and_not_waited_for() {
    known("python", "rich", 90);
    CountDownLatch never = new CountDownLatch(1);
    NameSearch mute =
        (word, desk) -> {
          try {
            never.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    house.languages.special.put("toy " + NameSearch.class.getSimpleName(), mute);
    house.settings.values.put("bare-words-seconds", "1");
    Told told = new Told();
    house.install.run(house.caller(told), SmallHouse.request("rich"));
    assertEquals(List.of("python:rich"), house.roots());
    assertTrue(
        told.notes().contains("the registry of toy did not answer and was left out"),
        told.notes().toString());
    known("python", "little", 10);
    assertEquals("could not be asked: toy", refused("little").details().get(1));
    house.languages.special.put(
        "toy " + NameSearch.class.getSimpleName(),
        (NameSearch) (word, desk) -> search("toy", word));
    house.install.run(house.caller(false), in("other", "rich"));
    assertTrue(asked.contains("toy:rich"), "what was settled without it is asked again");
  }

  @Test
  void a_name_that_may_be_of_an_index_of_ones_own_is_told_to_nobody() {
    known("toy", "inhouse", 90);
    house.settings.values.put("index", "https://index.example.org/own");
    empty("https://index.example.org/own");
    install("inhouse");
    assertEquals(List.of(), asked);
    assertEquals(List.of("python:inhouse"), house.roots());
    house.settings.values.put("bare-words", "search");
    install("inhouse2");
    assertEquals(Set.of("python:inhouse2", "toy:inhouse2"), Set.copyOf(asked));
  }

  @Test
  void an_index_beside_the_clients_default_is_ones_own_too_and_a_mirror_is_not() {
    List<Source> configured =
        new ArrayList<>(List.of(index("default", "https://mirror.example.org/simple")));
    ClientSettings client = (interpreter, desk) -> configured;
    house.languages.skills.put(ClientSettings.class, client);
    known("toy", "block", 90);
    install("block");
    assertEquals(List.of("toy:block"), house.roots());
    asked.clear();
    configured.add(0, index("extra-1", "https://index.example.org/own"));
    install("inhouse", "block");
    assertEquals(List.of(), asked);
    assertEquals(List.of("toy:block", "python:inhouse"), house.roots());
  }

  /** The index has no compiler either, which the house looks for to make its launcher. */
  private Source index(String label, String place) {
    empty(place);
    return new Source(label, URI.create(place), Source.Form.INDEX);
  }

  private void empty(String place) {
    URI page = URI.create(place + "/ziglang/");
    house.fetcher.documents.put(page, new Desk.Reply(404, page, Map.of(), Optional.empty()));
  }
}
