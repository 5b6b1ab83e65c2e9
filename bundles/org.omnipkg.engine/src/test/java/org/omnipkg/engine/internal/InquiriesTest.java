package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Health;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Places;
import org.omnipkg.environment.State;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;

class InquiriesTest {
  @TempDir private Path home;
  private SmallHouse house;
  private Inquiry inquiry;

  /** flask and rich need shared; rich 8 is kept with a shared of its own; one and two a circle. */
  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    Places places = () -> home;
    inquiry =
        new Inquiries(
            house.languages,
            house.environments,
            new Particulars(house.languages, house.environments, house.store, places),
            new Soundness(house.store, places, house.languages),
            house.drifts);
    Node rich8 = house.node("rich", "8");
    Node shared1 = house.node("shared", "1");
    State.Kept kept =
        new State.Kept(
            "python:rich==8",
            List.of(rich8, shared1),
            List.of(asked("rich", "rich==8"), SmallHouse.edge("rich", "shared")),
            Map.of("rich", tree("rich-8"), "shared", tree("shared-1")));
    add(
        "main",
        List.of(
            house.node("flask", "1"),
            house.node("rich", "9"),
            house.node("shared", "2"),
            house.node("one", "1"),
            house.node("two", "1")),
        List.of(kept),
        asked("flask", "flask>=1"),
        asked("rich", "rich"),
        asked("one", "one"),
        SmallHouse.edge("flask", "shared"),
        SmallHouse.edge("rich", "shared"),
        SmallHouse.edge("one", "two"),
        SmallHouse.edge("two", "one"));
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
  }

  private static Edge asked(String to, String words) {
    Edge plain = SmallHouse.edge("", to);
    return new Edge("", to, plain.tie(), plain.role(), words, "");
  }

  private String tree(String key) throws Exception {
    house.store.makeTree(
        "small",
        new Bubble(key, List.of(placement("a/file", key), placement("b", "more")), Map.of()));
    return "small/" + key;
  }

  private Placement placement(String path, String text) throws Exception {
    var digest = house.store.put(new java.io.ByteArrayInputStream(text.getBytes()), false);
    return new Placement(path, java.util.Optional.of(digest), java.util.Optional.empty(), false);
  }

  private void add(String name, List<Node> nodes, List<State.Kept> kept, Edge... edges)
      throws Exception {
    Map<String, String> trees = new java.util.HashMap<>();
    for (Node node : nodes) {
      trees.put(node.id(), tree(node.id() + "-" + node.pin().version()));
    }
    house.environments.add(
        name,
        State.made(Instant.EPOCH, List.of("install"))
            .runtimes(List.of(house.runtimes.runtime))
            .nodes(nodes)
            .edges(List.of(edges))
            .trees(trees)
            .resolvers(Map.of("python", "small"))
            .kept(kept)
            .carried(List.of("lib/loose.py"))
            .state());
  }

  private Inquiry.Info info(String word) {
    return inquiry.info(house.caller(), "main", word);
  }

  private List<String> why(String word) {
    return why(inquiry.why(house.caller(), "main", word));
  }

  private static List<String> why(Inquiry.Reasons reasons) {
    return reasons.chains().stream()
        .map(
            chain ->
                chain.links().stream()
                    .map(
                        link ->
                            link.name() + " " + link.version() + " (" + link.requirement() + ")")
                    .collect(Collectors.joining(" > ")))
        .toList();
  }

  private static String versions(Inquiry.Info info) {
    return info.versions().stream()
        .map(one -> one.version() + (one.active() ? " active" : " kept"))
        .collect(Collectors.joining(", "));
  }

  @Test
  void a_plugin_in_quarantine_is_told_to_those_who_use_its_language() {
    Diagnostic why =
        Diagnostic.user("plugin.quarantined", "`toy 1` is in quarantine", "release it");
    house.languages.keptAway.put("toy", why);
    assertEquals(List.of(), plugins());
    house.languages.keptAway.put("python", why);
    assertEquals(
        List.of("`toy 1` is in quarantine, and this environment uses its `python` / release it"),
        plugins());
  }

  private List<String> plugins() {
    return inquiry.status(house.caller(), "main").findings().stream()
        .filter(one -> one.subject().equals("plugin"))
        .map(one -> one.text() + " / " + one.mend())
        .toList();
  }

  @Test
  void every_version_is_told_the_active_one_first() {
    assertEquals("9 active, 8 kept", versions(info("Rich")));
    assertEquals("8 kept", versions(info("rich==8")));
    assertEquals("2 active, 1 kept", versions(info("shared")));
  }

  @Test
  void a_version_tells_what_it_needs_and_who_needs_it() {
    Inquiry.Version rich = info("rich").versions().get(0);
    assertEquals(List.of(new Inquiry.Link("shared", "2", "shared")), rich.needs());
    assertEquals(List.of(new Inquiry.Link("", "", "rich")), rich.neededBy());
    assertTrue(rich.requested());
    Inquiry.Version shared = info("shared").versions().get(0);
    assertEquals(
        List.of(new Inquiry.Link("flask", "1", "shared"), new Inquiry.Link("rich", "9", "shared")),
        shared.neededBy());
    assertFalse(shared.requested());
    assertEquals(
        List.of(new Inquiry.Link("rich", "8", "shared")),
        info("shared==1").versions().get(0).neededBy());
  }

  @Test
  void a_version_tells_where_it_lies_and_came_from() {
    Inquiry.Version flask = info("flask").versions().get(0);
    assertEquals("store/small/flask-1", flask.where());
    assertEquals("index", flask.origin());
    assertEquals("flask-1.whl", flask.artifact());
    assertTrue(flask.integrity().matches("sha256:[0-9a-f]{64}"), flask.integrity());
    assertEquals("pkg:pypi/flask@1", flask.purl());
    assertEquals(2, flask.files());
    assertEquals("flask-1more".length(), flask.bytes());
  }

  @Test
  void the_environments_that_hold_a_version_are_told_past_generations_too() throws Exception {
    add("past", List.of(house.node("rich", "9")), List.of(), asked("rich", "rich"));
    add("past", List.of(), List.of());
    add("other", List.of(house.node("rich", "7")), List.of(), asked("rich", "rich"));
    assertEquals(List.of("main", "past"), info("rich==9").versions().get(0).usedBy());
  }

  @Test
  void a_tree_that_is_gone_is_said() {
    house.store.removeTree("small", "flask-1");
    Inquiry.Version flask = info("flask").versions().get(0);
    assertEquals(0, flask.files());
    assertEquals(List.of("its tree is missing from the store"), flask.notes());
  }

  private String refused(String word) {
    Refusal refusal = assertThrows(Refusal.class, () -> info(word));
    return refusal.diagnostic().code() + " " + refusal.diagnostic().hint();
  }

  @Test
  void what_is_not_here_is_refused_with_what_may_be_meant() {
    assertEquals("package.not-installed did you mean `flask`?", refused("flsk"));
    assertEquals("package.not-installed `omnipkg list` shows what is there", refused("numpy"));
    assertEquals("package.not-installed versions of rich here: 9, 8", refused("rich==1"));
    assertEquals(
        "requirement.malformed", assertThrows(Refusal.class, () -> info("==")).diagnostic().code());
  }

  @Test
  void chains_lead_from_the_requests_down_and_the_shortest_comes_first() {
    assertEquals(
        List.of(
            "flask 1 (flask>=1) > shared 2 (shared)",
            "rich 9 (rich) > shared 2 (shared)",
            "rich 8 (rich==8) > shared 1 (shared)"),
        why("shared"));
    assertEquals(List.of("rich 9 (rich)", "rich 8 (rich==8)"), why("rich"));
  }

  @Test
  void a_circle_ends() {
    assertEquals(List.of("one 1 (one)"), why("one"));
    assertEquals(List.of("one 1 (one) > two 1 (two)"), why("two"));
  }

  @Test
  void so_many_ways_that_they_cannot_be_counted_are_said_to_be() throws Exception {
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    edges.add(asked("a0", "a0"));
    for (int level = 0; level < 30; level++) {
      nodes.add(house.node("a" + level, "1"));
      nodes.add(house.node("b" + level, "1"));
      nodes.add(house.node("c" + level, "1"));
      for (String side : List.of("b", "c")) {
        edges.add(SmallHouse.edge("a" + level, side + level));
        edges.add(SmallHouse.edge(side + level, "a" + (level + 1)));
      }
    }
    nodes.add(house.node("a30", "1"));
    add("wide", nodes, List.of(), edges.toArray(Edge[]::new));
    Inquiry.Reasons few = inquiry.why(house.caller(), "wide", "a2");
    assertEquals(4, few.chains().size());
    assertTrue(few.counted());
    Inquiry.Reasons some = inquiry.why(house.caller(), "wide", "a6");
    assertEquals(64, some.chains().size() + some.more());
    assertTrue(some.counted());
    assertFalse(inquiry.why(house.caller(), "wide", "a30").counted());
  }

  private List<String> findings() {
    return inquiry.status(house.caller(), "main").findings().stream()
        .map(Health.Finding::subject)
        .toList();
  }

  @Test
  void the_status_tells_what_the_environment_lacks() throws Exception {
    Path prefix = house.environments.current("main").orElseThrow().root();
    assertEquals(List.of("launcher"), findings());
    Path launcher =
        Files.createFile(Files.createDirectories(prefix.resolve("bin")).resolve("python"));
    assertEquals(List.of("launcher"), findings());
    launcher.toFile().setExecutable(true);
    assertEquals(List.of(), findings());
    house.store.removeTree("small", "shared-1");
    Files.delete(house.runtimes.runtime.executable());
    assertEquals(List.of("runtime", "store"), findings());
    Inquiry.Status status = inquiry.status(house.caller(), "main");
    assertEquals(5, status.packages());
    assertEquals(prefix, status.prefix());
  }

  @Test
  void an_environment_in_a_line_tells_its_generations() throws Exception {
    add("past", List.of(), List.of());
    add("past", List.of(house.node("rich", "9")), List.of());
    List<Inquiry.Summary> all = inquiry.environments(house.caller());
    assertEquals(List.of("main", "past"), all.stream().map(Inquiry.Summary::name).toList());
    assertEquals(2, all.get(1).generation());
    assertEquals(2, all.get(1).generations());
    assertEquals(1, all.get(1).packages());
  }

  private String removal(String environment) {
    return assertThrows(Refusal.class, () -> inquiry.remove(house.caller(), environment, false))
        .diagnostic()
        .code();
  }

  @Test
  void an_environment_is_removed_unless_somebody_runs_in_it() {
    assertEquals("environment.unknown", removal("nowhere"));
    assertEquals(0, house.environments.holds);
    house.environments.used.add(1);
    assertEquals("environment.in-use", removal("main"));
    house.environments.used.clear();
    assertEquals(5, inquiry.remove(house.caller(), "main", true).packages());
    assertEquals(List.of(), house.environments.removed);
    inquiry.remove(house.caller(), "main", false);
    assertEquals(List.of("main"), house.environments.removed);
  }

  @Test
  void commands_and_resolvers_are_told() {
    assertEquals(home.resolve("env/fresh/current/bin"), inquiry.commands(house.caller(), "fresh"));
    assertEquals(List.of("small"), inquiry.resolvers(house.caller()));
  }
}
