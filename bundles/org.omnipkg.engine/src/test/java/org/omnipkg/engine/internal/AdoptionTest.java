package org.omnipkg.engine.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Trace;
import org.omnipkg.tck.Told;

class AdoptionTest {
  @TempDir private Path home;
  private final List<Surveyor.Finding> findings = new ArrayList<>();
  private final Told told = new Told();
  private SmallHouse house;
  private boolean packs = true;

  @BeforeEach
  void furnish() throws IOException {
    house = new SmallHouse(home);
    house.languages.skills.put(Surveyor.class, new Canned());
    house.install.run(house.caller(), SmallHouse.request("flask", "rich"));
  }

  /** Says what the test found, whatever the traces are. */
  private final class Canned implements Surveyor {
    @Override
    public List<Finding> survey(Prefix prefix, List<Trace> traces) {
      return findings;
    }

    @Override
    public Artifact pack(Finding installed, Prefix prefix, Path into) {
      if (!packs) {
        throw new Refusal(Diagnostic.outside("adopt.no-package", "it is none", ""));
      }
      String[] words = installed.label().split(" ");
      Path file = into.resolve(words[0] + "-" + words[1] + "-py3-none-any.whl");
      try {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
          ZipEntry entry = new ZipEntry(words[0] + "-" + words[1] + ".dist-info/METADATA");
          entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
          zip.putNextEntry(entry);
          zip.write(("Name: " + words[0] + "\nVersion: " + words[1] + "\n").getBytes(UTF_8));
          zip.closeEntry();
        }
        return new Artifact(
            file.getFileName().toString(),
            "wheel",
            file.toUri(),
            Map.of("sha256", Sha256.of(file)),
            OptionalLong.empty(),
            Map.of("origin", "adopted"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Map<String, String> follow(Prefix prefix, List<String> carried, Target to) {
      Map<String, String> places = new HashMap<>();
      carried.stream()
          .filter(path -> !path.startsWith("bound"))
          .forEach(path -> places.put(path, "moved/" + path));
      return places;
    }
  }

  private void found(Surveyor.Kind kind, String label, boolean requested, String... paths) {
    String[] words = label.split(" ");
    Optional<Pin> pin =
        words.length < 2
            ? Optional.empty()
            : Optional.of(new Pin(SmallHouse.name(words[0]), words[1]));
    findings.add(new Surveyor.Finding(kind, pin, label, "pip", requested, List.of(paths)));
    int number = current().number();
    house.environments.traces.put(
        number, List.of(new Trace(Trace.Kind.ADDED, Trace.Place.PREFIX, "x")));
  }

  private Environments.Generation current() {
    return house.environments.current("main").orElseThrow();
  }

  private Caller caller() {
    return new Caller(Map.of(), house.work, true, java.time.Duration.ZERO, told);
  }

  private Baseline baseline() {
    try (HouseDesk desk = house.desks.open(caller(), Wishes.NONE);
        Environments.Hold hold =
            house.environments.hold("main", java.time.Duration.ZERO, Progress.SILENT)) {
      return house.adoption.baseline(hold, desk);
    }
  }

  private State state() {
    return baseline().state().orElseThrow();
  }

  private Optional<Node> node(State state, String name) {
    return state.nodes().stream().filter(n -> n.pin().name().name().equals(name)).findFirst();
  }

  @Test
  void an_environment_nobody_touched_is_its_own_baseline() {
    assertFalse(house.adoption.touched(current()));
    assertEquals(current().state(), state());
  }

  @Test
  void what_pip_installed_becomes_a_root_of_exactly_that_version() {
    found(Surveyor.Kind.INSTALLED, "click 8", true, "site/click.py");
    assertTrue(house.adoption.touched(current()));
    Baseline base = baseline();
    State state = base.state().orElseThrow();
    assertEquals(List.of("python:flask", "python:rich", "python:click==8"), state.roots());
    Node click = node(state, "click").orElseThrow();
    assertEquals("adopted", click.source());
    assertEquals(click.artifact(), Optional.ofNullable(base.built().get(click.pin())));
    assertTrue(Files.exists(Path.of(click.artifact().orElseThrow().location())));
    assertEquals("click", base.adopted().get(0).name());
    assertEquals(List.of("adopted `click 8`, installed by pip"), told.notes());
  }

  @Test
  void another_version_takes_the_place_of_the_one_that_was_there() {
    found(Surveyor.Kind.INSTALLED, "rich 3", true, "site/rich.py");
    State state = state();
    assertEquals(List.of("python:flask", "python:rich==3"), state.roots());
    assertEquals("3", node(state, "rich").orElseThrow().pin().version());
    assertFalse(state.trees().containsKey("rich"));
  }

  @Test
  void adopting_twice_finds_the_same_artifact_and_makes_no_second() throws IOException {
    found(Surveyor.Kind.INSTALLED, "click 8", true, "site/click.py");
    assertEquals(baseline().built(), baseline().built());
    try (var kept = Files.walk(home)) {
      assertEquals(1, kept.filter(file -> file.toString().endsWith(".whl")).count());
    }
  }

  @Test
  void the_next_install_takes_it_in_and_the_one_after_still_has_it() {
    found(Surveyor.Kind.INSTALLED, "rich 3", true, "site/rich.py");
    Receipt receipt = house.install.run(house.caller(), SmallHouse.request("flask"));
    assertEquals(2, receipt.generation());
    assertEquals("flask 9, rich 3", house.contents());
    assertFalse(house.adoption.touched(current()));
  }

  @Test
  void what_cannot_be_packed_is_carried_and_said() {
    packs = false;
    found(Surveyor.Kind.INSTALLED, "click 8", true, "site/click.py");
    State state = state();
    assertEquals(List.of("site/click.py"), state.carried());
    assertEquals(Optional.empty(), node(state, "click"));
    assertTrue(told.notes().get(0).contains("carried along"), told.notes().toString());
  }

  @Test
  void editable_installs_and_loose_files_are_carried() {
    found(Surveyor.Kind.EDITABLE, "mine 1", true, "site/mine.dist-info/", "site/mine.pth");
    found(Surveyor.Kind.FILE, "share/x", false, "share/x");
    assertEquals(List.of("share/x", "site/mine.dist-info/", "site/mine.pth"), state().carried());
  }

  @Test
  void a_removed_root_leaves() {
    found(Surveyor.Kind.REMOVED, "rich 9", false, "farm:rich");
    State state = state();
    assertEquals(List.of("python:flask"), state.roots());
    assertEquals(Optional.empty(), node(state, "rich"));
  }

  @Test
  void a_removed_package_that_others_need_is_put_back() {
    State before = current().state();
    List<org.omnipkg.model.Edge> edges = new ArrayList<>(before.edges());
    edges.add(SmallHouse.edge("flask", "rich"));
    house.environments.add(
        "main",
        house.state(before.roots(), before.nodes(), edges.toArray(org.omnipkg.model.Edge[]::new)));
    found(Surveyor.Kind.REMOVED, "rich 9", false, "farm:rich");
    State state = state();
    assertTrue(node(state, "rich").isPresent());
    assertEquals(List.of("python:flask"), state.roots());
    assertEquals(List.of("`rich 9` was removed, but others need it: it is put back"), told.notes());
  }

  @Test
  void a_changed_file_is_mended_and_its_place_is_told() throws IOException {
    Path changed = current().root().resolve("bin/run");
    Files.createDirectories(changed.getParent());
    Files.writeString(changed, "edited");
    found(Surveyor.Kind.CHANGED, "bin/run", false, "bin/run");
    assertEquals(current().state().nodes(), state().nodes());
    assertTrue(
        told.notes().get(0).contains("is mended; the changed file stays at"),
        told.notes().toString());
    assertTrue(told.notes().get(0).endsWith("bin/run"), told.notes().toString());
  }

  @Test
  void uninstalling_starts_from_what_was_adopted() {
    found(Surveyor.Kind.INSTALLED, "click 8", true, "site/click.py");
    Receipt receipt =
        house.uninstall.run(house.caller(), new UninstallRequest("main", List.of("click"), false));
    assertEquals("flask 9, rich 9", house.contents());
    assertEquals(2, receipt.generation());
  }

  @Test
  void drift_is_told_with_what_becomes_of_it() {
    found(Surveyor.Kind.CHANGED, "rich 9", false, "farm:rich.py");
    found(Surveyor.Kind.INSTALLED, "click 8", true, "site/click.py");
    assertEquals(
        List.of(
            new Inquiry.Drift("installed", "click 8", "`click 8` was installed by pip", "adopts"),
            new Inquiry.Drift("changed", "rich 9", "files of `rich 9` were changed", "mends")),
        house.drifts.of(current()));
  }

  @Test
  void a_list_of_carried_files_names_nothing_twice() {
    assertEquals(
        List.of("a/", "ab", "b"), CarriedFiles.together(List.of("b", "a/x", "a/", "ab", "a/y/z")));
  }
}
