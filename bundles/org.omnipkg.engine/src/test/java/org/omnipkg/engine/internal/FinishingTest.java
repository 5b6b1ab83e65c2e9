package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Generations;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Sourcing;
import org.omnipkg.environment.State;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.store.Store;
import org.omnipkg.tck.Told;

/** Packages that run code of their own before they can be used. */
class FinishingTest implements Finisher {
  @TempDir private Path home;
  private SmallHouse house;
  private final Told told = new Told();

  /** Names of packages that need something, and whether that takes permission. */
  private final Map<String, Boolean> needy = new HashMap<>();

  private final List<Dependency> requires = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();

  /** Names of packages of which something is left undone, with what. */
  private final Map<String, String> undone = new HashMap<>();

  private boolean broken;
  private boolean closed;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    house.languages.skills.put(Finisher.class, this);
  }

  @AfterEach
  void close() {
    house.acquisition.stop();
    assertEquals(0, house.environments.held);
    assertFalse(house.environments.names().stream().anyMatch(name -> name.startsWith(".build")));
  }

  @Override
  public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
    Boolean permission = needy.get(node.pin().name().name());
    return permission == null
        ? Optional.empty()
        : Optional.of(new Need("it is needy", permission, "small-3.11", requires, closed));
  }

  @Override
  public Optional<String> undone(Node node, Map<String, List<String>> facts, Target on) {
    return Optional.ofNullable(undone.get(node.pin().name().name()));
  }

  @Override
  public void finish(Job job, Desk desk) {
    jobs.add(job);
    try {
      Files.writeString(
          job.work().resolve("content"), " built", java.nio.file.StandardOpenOption.APPEND);
      Files.createDirectories(job.work().resolve("build/deep"));
      Files.writeString(job.work().resolve("build/deep/a"), "made");
      Files.createSymbolicLink(job.work().resolve("again"), Path.of("build/deep"));
      Files.createSymbolicLink(job.work().resolve("out"), Path.of("/etc/passwd"));
      Files.createSymbolicLink(job.work().resolve("build/up"), Path.of(".."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (broken) {
      throw new Refusal(Diagnostic.outside("build.failed", "it does not build", ""));
    }
  }

  private List<String> notes() {
    return told.notes().stream().filter(line -> line.startsWith("note: ")).toList();
  }

  private void install(String environment, List<String> scripts, String... words) {
    Caller plain = house.caller();
    house.install.run(
        new Caller(plain.environment(), plain.directory(), plain.offline(), Duration.ZERO, told),
        new InstallRequest(
            environment,
            List.of(words),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            false,
            false,
            true,
            false,
            scripts));
  }

  private Store.Tree tree(String environment, String id) {
    State state = house.environments.current(environment).orElseThrow().state();
    String[] name = state.trees().get(id).split("/");
    return house.store.tree(name[0], name[1]).orElseThrow();
  }

  private String content(String environment, String id) throws IOException {
    return Files.readString(tree(environment, id).path().resolve("content"));
  }

  @Test
  void what_a_package_makes_is_a_tree_of_its_own_for_everybody() throws IOException {
    needy.put("six", false);
    install("main", List.of(), "six==1", "rich==1");
    assertEquals("six 1 built", content("main", "six"));
    assertEquals("rich 1", content("main", "rich"));
    install("other", List.of(), "six==1");
    assertEquals(tree("main", "six"), tree("other", "six"));
    assertEquals(1, jobs.size());
    assertEquals(
        "six 1",
        Files.readString(
            house
                .store
                .tree("small", CannedFetcher.sha256("six 1"))
                .orElseThrow()
                .path()
                .resolve("content")));
  }

  @Test
  void what_is_made_of_the_packages_it_needs_is_made_once_for_each_closure() {
    needy.put("rich", false);
    house.needs.put("rich 1", List.of("six"));
    install("main", List.of(), "rich==1", "six==1");
    install("other", List.of(), "rich==1", "six==2");
    assertEquals(tree("main", "rich"), tree("other", "rich"), "made of its own files alone");
    closed = true;
    install("one", List.of(), "rich==1", "six==1");
    install("two", List.of(), "rich==1", "six==2");
    install("three", List.of(), "rich==1", "six==1", "flask==1");
    assertNotEquals(tree("one", "rich"), tree("two", "rich"));
    assertEquals(tree("one", "rich"), tree("three", "rich"));
    assertEquals(3, jobs.size());
  }

  @Test
  void links_in_what_it_makes_are_copies_and_lead_nowhere_else() throws IOException {
    needy.put("six", false);
    install("main", List.of(), "six==1");
    Path tree = tree("main", "six").path();
    try (java.util.stream.Stream<Path> files = Files.walk(tree)) {
      TreeSet<String> names = new TreeSet<>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(tree.relativize(file).toString()));
      assertEquals(new TreeSet<>(List.of("again/a", "build/deep/a", "content")), names);
    }
  }

  @Test
  void it_works_beside_what_it_needs_which_comes_first() {
    needy.put("six", false);
    needy.put("rich", false);
    house.needs.put("rich 1", List.of("six==1"));
    install("main", List.of(), "rich==1", "flask==1");
    assertEquals(List.of("six", "rich"), jobs.stream().map(job -> job.node().id()).toList());
    Job last = jobs.get(1);
    assertTrue(last.variables().get("PATH").startsWith(last.prefix().resolve("bin").toString()));
  }

  @Test
  void scripts_run_only_for_packages_allowed_by_name() throws IOException {
    needy.put("six", true);
    needy.put("rich", true);
    install("main", List.of("rich"), "six==1", "rich==1");
    assertEquals("six 1", content("main", "six"));
    assertEquals("rich 1 built", content("main", "rich"));
    assertEquals(
        List.of(
            "note: six wants to run scripts and was not allowed to; `--allow-scripts six` allows"
                + " it"),
        notes());
    install("other", List.of(), "rich==1");
    assertEquals("rich 1", content("other", "rich"), "allowed in one environment alone");
  }

  @Test
  void what_is_left_undone_is_said_once() {
    undone.put("six", "brings no command");
    install("main", List.of(), "six==1");
    assertEquals(List.of("note: six brings no command"), notes());
    install("main", List.of(), "rich==1");
    assertEquals(List.of("note: six brings no command"), notes());
  }

  @Test
  void what_was_allowed_stays_so_at_later_changes() throws IOException {
    needy.put("six", true);
    install("main", List.of("python:Six"), "six==1");
    install("main", List.of(), "six==2", "rich==1");
    assertEquals("six 2 built", content("main", "six"));
    assertEquals(List.of(), notes());
  }

  @Test
  void a_package_that_is_here_can_be_allowed_afterwards() throws IOException {
    needy.put("six", true);
    install("main", List.of(), "six==1");
    install("main", List.of("six"), "six==1");
    assertEquals("six 1 built", content("main", "six"));
    int generations = house.environments.generations("main").size();
    install("main", List.of("six"), "six==1");
    assertEquals(generations, house.environments.generations("main").size());
  }

  @Test
  void the_settings_allow_as_well() throws IOException {
    house.settings.values.put("allow-scripts", "nothing, npm:six six");
    needy.put("six", true);
    install("main", List.of(), "six==1");
    assertEquals("six 1 built", content("main", "six"));
  }

  private void sync(String environment, Path lock, String... scripts) {
    Caller plain = house.caller();
    Sourcing sourcing =
        new Sourcing(Optional.empty(), List.of(), List.of(), List.of(), true, List.of(scripts));
    house.generations.sync(
        new Caller(plain.environment(), plain.directory(), plain.offline(), Duration.ZERO, told),
        new Generations.SyncRequest(environment, lock, sourcing, false));
  }

  @Test
  void a_lock_says_whose_scripts_ran_and_allows_nothing() throws IOException {
    needy.put("six", true);
    install("main", List.of("six"), "six==1");
    Path lock = home.resolve("omnipkg.lock");
    house.generations.export(house.caller(), "main", lock, false);
    assertTrue(Files.readString(lock).contains("scripts = [\n    \"python:six\",\n]"));
    sync("other", lock);
    assertEquals("six 1", content("other", "six"));
    assertTrue(
        notes().get(0).contains("the lock was made where scripts of python:six ran"),
        notes().toString());
    int before = house.environments.generations("other").size();
    sync("other", lock);
    assertEquals(before, house.environments.generations("other").size());
  }

  @Test
  void with_a_lock_the_settings_or_the_command_line_allow() throws IOException {
    needy.put("six", true);
    install("main", List.of("six"), "six==1");
    Path lock = home.resolve("omnipkg.lock");
    house.generations.export(house.caller(), "main", lock, false);
    sync("worded", lock);
    sync("worded", lock, "six");
    assertEquals("six 1 built", content("worded", "six"));
    house.settings.values.put("allow-scripts", "six");
    sync("set", lock);
    assertEquals("six 1 built", content("set", "six"));
    int before = house.environments.generations("set").size();
    sync("set", lock);
    assertEquals(before, house.environments.generations("set").size());
  }

  @Test
  void what_is_needed_only_for_it_is_at_hand_and_not_installed() {
    needy.put("six", false);
    requires.add(house.parse("tool==1"));
    install("main", List.of(), "six==1");
    String path = jobs.get(0).variables().get("PATH");
    assertTrue(path.matches("/.*/bin:/.*[.]build-.*/bin:/usr/local/bin:/usr/bin:/bin"), path);
    assertFalse(
        house.environments.current("main").orElseThrow().state().trees().containsKey("tool"));
    assertTrue(house.store.tree("small", CannedFetcher.sha256("tool 1")).isPresent());
  }

  @Test
  void what_fails_leaves_nothing_behind() {
    needy.put("six", false);
    broken = true;
    Refusal refusal = assertThrows(Refusal.class, () -> install("main", List.of(), "six==1"));
    assertEquals("build.failed", refusal.diagnostic().code());
    assertEquals(Optional.empty(), house.environments.current("main"));
    assertEquals(1, house.store.trees("small").size());
    assertFalse(Files.exists(jobs.get(0).work()));
  }

  private void solved(Tie tie) {
    Node rich = house.node("rich", "1");
    Node six = house.node("six", "1");
    Resolution resolution =
        new Resolution(
            List.of(rich, six),
            List.of(SmallHouse.edge("", "rich"), new Edge("rich", "six", tie, Role.RUN, "six", "")),
            Set.of());
    house.languages.solvers.replaceAll(
        (name, own) -> (problem, facts, desk) -> Outcome.solved(resolution));
  }

  @Test
  void what_fails_and_is_but_optional_stays_as_it_came() throws IOException {
    needy.put("six", false);
    broken = true;
    solved(Tie.OPTIONAL);
    install("main", List.of(), "rich==1");
    assertEquals("six 1", content("main", "six"));
    assertEquals(List.of("note: six is optional and stays as it came: it does not build"), notes());
    solved(Tie.NEEDS);
    assertThrows(Refusal.class, () -> install("other", List.of(), "rich==1"));
  }

  @Test
  void a_confined_child_sees_the_place_it_works_in() {
    HouseDesk desk = house.desk();
    ShownDesk shown = new ShownDesk(desk, List.of(Path.of("/place")));
    Desk.Command command =
        new Desk.Command(
            List.of("x"),
            home,
            Map.of(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Optional.of(new Desk.Sandbox(List.of(Path.of("/its")), List.of(home))));
    try (desk) {
      AssertionError ran = assertThrows(AssertionError.class, () -> shown.run(command));
      assertTrue(ran.getMessage().contains("[/place, /its]"), ran.getMessage());
    }
  }
}
