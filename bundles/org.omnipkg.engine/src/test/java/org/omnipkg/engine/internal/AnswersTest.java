package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

/** Which solves are spared, seen by how often the solver is asked. */
class AnswersTest {
  private static final URI PAGE = URI.create("https://index.example.org/simple/flask/");

  @TempDir private Path home;
  private SmallHouse house;
  private Path links;
  private int asked;
  private final List<String> others = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private long freshMillis = Duration.ofMinutes(5).toMillis();
  private boolean offline;
  private Wishes wishes = Wishes.NONE;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    house.languages.solvers.put("small", this::solver);
    house.languages.solvers.put("other", this::solver);
    house.tool("solver-1");
    links = Files.createDirectories(home.resolve("links"));
    wishes = wishes("https://index.example.org/simple");
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
  }

  private static Wishes wishes(String index) {
    return new Wishes(Optional.of(index), List.of(), List.of(), List.of(), true);
  }

  private Outcome solver(Problem problem, Facts facts, Desk desk) {
    asked++;
    desk.fetch(Desk.Ask.of(PAGE, "", Duration.ofMinutes(10)));
    others.forEach(desk.progress()::note);
    return Outcome.solved(SmallHouse.only(house.node("flask", String.valueOf(asked))));
  }

  private Problem problem(Target target, Map<PackageName, String> preferred, String... roots) {
    List<Dependency> wanted = List.of(roots).stream().map(house::parse).toList();
    return new Problem(
        "python",
        wanted,
        List.of(),
        target,
        preferred,
        false,
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  private Resolution solve(Problem problem, String solver) {
    Caller caller = new Caller(variables, house.work, offline, Duration.ZERO, Progress.SILENT);
    Map<String, String> headers = Map.of(Fetcher.FRESH_MILLIS, String.valueOf(freshMillis));
    house.fetcher.documents.put(PAGE, new Desk.Reply(200, PAGE, headers, Optional.of(new byte[0])));
    try (HouseDesk desk = house.desks.open(caller, wishes);
        var lease = house.languages.ecosystem("python")) {
      return house.solving.solve(problem, Map.of(), solver, lease.service(), desk);
    }
  }

  private Resolution solve(String... roots) {
    return solve(problem(house.target(), Map.of(), roots), "small");
  }

  @Test
  void the_same_question_has_the_same_answer() {
    assertEquals(solve("flask"), solve("flask"));
    assertEquals(1, asked);
  }

  @Test
  void another_question_is_another_matter() {
    solve("flask", "rich");
    solve("rich", "flask");
    solve("flask", "rich==2");
    solve(problem(house.target(), Map.of(SmallHouse.name("rich"), "1"), "flask", "rich"), "small");
    solve(problem(house.target(), Map.of(), "flask", "rich"), "other");
    assertEquals(5, asked);
  }

  @Test
  void another_interpreter_is_asked_about_anew() {
    Runtime now = house.runtimes.runtime;
    solve("flask");
    Runtime moved =
        new Runtime(
            now.ecosystem(),
            now.implementation(),
            now.version(),
            now.executable(),
            now.home(),
            now.origin(),
            Map.of("python_version", "3.12"));
    Target target = new Target(house.processes.platform(), List.of(moved));
    solve(problem(target, Map.of(), "flask"), "small");
    assertEquals(2, asked);
  }

  private Problem with(Optional<Instant> day, List<Runtime> runtimes, Map<String, String> over) {
    return new Problem(
        "python",
        List.of(house.parse("flask")),
        List.of(),
        house.target(),
        Map.of(),
        false,
        day,
        Map.of(),
        Map.of(),
        runtimes,
        over);
  }

  private int asked(Problem... problems) {
    int before = asked;
    List.of(problems).forEach(problem -> solve(problem, "small"));
    return asked - before;
  }

  @Test
  void another_day_is_asked_about_anew() {
    Problem today = with(Optional.empty(), List.of(), Map.of());
    Problem then = with(Optional.of(Instant.EPOCH), List.of(), Map.of());
    Problem later = with(Optional.of(Instant.EPOCH.plusSeconds(1)), List.of(), Map.of());
    assertEquals(3, asked(today, then, later, then, today));
  }

  @Test
  void other_overrides_are_asked_about_anew() {
    Problem none = with(Optional.empty(), List.of(), Map.of());
    Problem one = with(Optional.empty(), List.of(), Map.of("rich", "==1"));
    Problem two = with(Optional.empty(), List.of(), Map.of("rich", "==2"));
    Problem both = with(Optional.empty(), List.of(), Map.of("rich", "==2", "flask>rich", "==1"));
    Problem turned = with(Optional.empty(), List.of(), Map.of("flask>rich", "==1", "rich", "==2"));
    assertEquals(4, asked(none, one, two, both, turned, none));
  }

  @Test
  void other_runtimes_to_choose_among_are_asked_about_anew() {
    Runtime now = house.runtimes.runtime;
    Runtime grown =
        new Runtime(
            now.ecosystem(),
            now.implementation(),
            now.version() + ".1",
            now.executable(),
            now.home(),
            now.origin(),
            now.facts());
    Runtime other =
        new Runtime(
            now.ecosystem(),
            now.implementation(),
            now.version(),
            now.executable().resolveSibling("another"),
            now.home(),
            now.origin(),
            now.facts());
    Problem none = with(Optional.empty(), List.of(), Map.of());
    Problem one = with(Optional.empty(), List.of(now), Map.of());
    Problem same = with(Optional.empty(), List.of(grown), Map.of());
    Problem two = with(Optional.empty(), List.of(now, other), Map.of());
    Problem turned = with(Optional.empty(), List.of(other, now), Map.of());
    assertEquals(5, asked(none, one, same, two, turned, one, none));
  }

  private Optional<List<String>> folder(Duration later) {
    Source flat = new Source("links-1", links.toUri(), Source.Form.FLAT);
    return Circumstances.of(List.of(flat), Map.of(), Instant.now().plus(later));
  }

  @Test
  void a_file_that_comes_changes_or_goes_in_a_folder_makes_other_circumstances() throws Exception {
    Duration later = Duration.ofHours(1);
    Optional<List<String>> empty = folder(later);
    assertTrue(empty.isPresent());
    Path wheel = Files.writeString(links.resolve("flask-2.whl"), "two");
    Optional<List<String>> one = folder(later);
    assertNotEquals(empty, one);
    assertEquals(one, folder(later));
    Files.setLastModifiedTime(wheel, java.nio.file.attribute.FileTime.fromMillis(1000));
    assertNotEquals(one, folder(later));
    Files.delete(wheel);
    assertEquals(empty, folder(later));
  }

  @Test
  void a_folder_changed_a_moment_ago_is_asked_anew() throws Exception {
    Files.writeString(links.resolve("flask-2.whl"), "two");
    assertEquals(Optional.empty(), folder(Duration.ZERO));
  }

  @Test
  void another_place_is_asked_anew() {
    solve("flask");
    wishes = wishes("https://mirror.example.org/simple");
    solve("flask");
    assertEquals(2, asked);
  }

  @Test
  void an_index_that_is_a_local_folder_is_asked_every_time() {
    wishes = new Wishes(Optional.of(links.toString()), List.of(), List.of(), List.of(), true);
    solve("flask");
    solve("flask");
    assertEquals(2, asked);
  }

  @Test
  void an_answer_from_a_page_that_must_be_asked_for_again_is_not_kept() {
    freshMillis = 0;
    solve("flask");
    solve("flask");
    assertEquals(2, asked);
  }

  @Test
  void a_proxy_a_new_tool_and_an_exchanged_bundle_make_other_circumstances() {
    solve("flask");
    variables.put("TERM", "dumb");
    solve("flask");
    assertEquals(1, asked);
    variables.put("https_proxy", "http://proxy.example.org");
    solve("flask");
    house.tool("solver-2");
    solve("flask");
    house.languages.editions.merge("python", 1L, Long::sum);
    solve("flask");
    assertEquals(4, asked);
  }

  @Test
  void what_comes_or_goes_of_another_language_changes_nothing() {
    solve("flask");
    house.languages.editions.put("npm", 1L);
    solve("flask");
    assertEquals(1, asked);
  }

  @Test
  void an_answer_depends_on_every_language_that_was_asked_on_the_way() throws Exception {
    ToyLanguage.learnt(house, home);
    house.resolver.others.put("toy", 0L);
    solve("flask");
    solve("flask");
    assertEquals(1, asked);
    house.languages.editions.put("toy", 1L);
    solve("flask");
    assertEquals(2, asked);
    solve("flask");
    assertEquals(3, asked, "the language was exchanged while it was asked");
    house.resolver.others.put("toy", 1L);
    solve("flask");
    solve("flask");
    assertEquals(4, asked);
  }

  @Test
  void a_refusal_is_never_kept() {
    house.languages.solvers.put(
        "small",
        (problem, facts, desk) -> {
          asked++;
          throw new Refusal(
              org.omnipkg.model.Diagnostic.outside("fetch.no-network", "no network", ""));
        });
    assertThrows(Refusal.class, () -> solve("flask"));
    assertThrows(Refusal.class, () -> solve("flask"));
    assertEquals(2, asked);
  }

  @Test
  void an_answer_that_came_with_a_word_to_the_user_is_given_with_it_every_time() {
    others.add("flask 1 was withdrawn");
    solve("flask");
    solve("flask");
    assertEquals(2, asked);
  }

  @Test
  void without_the_network_the_store_is_asked_every_time() {
    offline = true;
    solve("flask");
    int first = asked;
    solve("flask");
    assertTrue(asked > first, "the store was asked again");
  }

  @Test
  void what_is_kept_ends_in_time_and_is_not_believed_before_it_was_found() {
    Fleeting<String, String> few = new Fleeting<>(2);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    few.keep("a", "1", now, now.plusSeconds(10));
    assertEquals(Optional.of("1"), few.find("a", now.plusSeconds(9)));
    assertEquals(Optional.empty(), few.find("a", now.plusSeconds(10)));
    few.keep("a", "1", now, now.plusSeconds(10));
    assertEquals(Optional.empty(), few.find("a", now.minusSeconds(1)));
    Set.of("b", "c", "d").forEach(key -> few.keep(key, key, now, Instant.MAX));
    assertEquals(
        2, List.of("b", "c", "d").stream().filter(key -> few.find(key, now).isPresent()).count());
  }
}
