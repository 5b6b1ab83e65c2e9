package org.omnipkg.runtimes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.DirectoryHash;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.RuntimeSource.Provider;

@Timeout(60)
class RegisteredRuntimesTest {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = new House(folder.toRealPath());
  }

  @Test
  void known_runtimes_come_newest_first() {
    house.interpreter("a/toy", "3.9.2");
    house.interpreter("b/toy", "3.10.1");
    house.interpreter("c/toy", "3.10.1rc1");

    assertEquals(List.of("3.10.1", "3.10.1rc1", "3.9.2"), versions());
  }

  @Test
  void a_second_look_runs_nothing_even_in_another_room() throws Exception {
    Path toy = house.interpreter("a/toy", "3.9.2");
    Path no = house.interpreter("b/toy", "3.9.3");
    Files.writeString(no, "not a toy");

    assertEquals(List.of("3.9.2"), versions());
    assertEquals(List.of("3.9.2"), versions());
    assertEquals(2, house.probed.size());

    Files.writeString(toy, "toy 3.9.4");
    Files.setLastModifiedTime(toy, FileTime.fromMillis(1));
    assertEquals(List.of("3.9.4"), versions());
    assertEquals(3, house.probed.size());
  }

  @Test
  void a_runtime_of_one_language_is_not_asked_by_another() throws Exception {
    house.interpreter("a/toy", "3.9.2");
    Path others = house.interpreter("b/other", "0");
    Files.writeString(others, "other 1.0");
    Other other = new Other();

    assertEquals(List.of("3.9.2"), versions());
    assertEquals("1.0", house.room().known(other, house).get(0).version());
    int asked = house.probed.size() + other.asked.size();
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of("3.9.2"), versions());
      assertEquals("1.0", house.room().known(other, house).get(0).version());
    }
    assertEquals(asked, house.probed.size() + other.asked.size());
  }

  /** Another language, which looks at the same executables. */
  private final class Other implements RuntimeSource {
    final List<Path> asked = new ArrayList<>();

    @Override
    public List<Candidate> locate(Desk desk) {
      return house.locate(desk);
    }

    @Override
    public Optional<Runtime> probe(Candidate candidate, Desk desk) {
      asked.add(candidate.executable());
      Path file = candidate.executable();
      return String.valueOf(file.getFileName()).equals("other")
          ? Optional.of(
              new Runtime("other", "other", "1.0", file, file.getParent(), "path", Map.of()))
          : Optional.empty();
    }

    @Override
    public List<Provider> providers(Platform platform, Desk desk) {
      return List.of();
    }

    @Override
    public boolean matches(String version, String wanted) {
      return true;
    }
  }

  @Test
  void another_build_of_ours_asks_again() {
    house.interpreter("a/toy", "3.9.2");

    versions();
    new RegisteredRuntimes("build-2", house, house, house, house).known(house, house);

    assertEquals(2, house.probed.size());
  }

  @Test
  void a_damaged_register_is_found_out_again() throws Exception {
    house.interpreter("a/toy", "3.9.2");
    versions();
    Files.writeString(house.runtimes().resolve("register.json"), "{\"schema\": 1, \"probes\": {");

    assertEquals(List.of("3.9.2"), versions());
  }

  @Test
  void a_prefix_takes_the_newest_match_and_an_exact_version_is_kept() {
    house.interpreter("a/toy", "3.9.2");
    house.interpreter("b/toy", "3.9.18");
    house.interpreter("c/toy", "3.10.1");

    assertEquals("3.9.18", choose("3.9").version());
    assertEquals("3.9.2", choose("3.9.2").version());
    assertEquals("3.10.1", choose("3").version());
  }

  @Test
  void without_a_wish_the_newest_that_is_stable_and_fit_is_taken() {
    house.interpreter("a/toy", "2.7.18");
    house.interpreter("b/toy", "3.9.2");
    house.interpreter("c/toy", "3.11.0rc1");

    assertEquals("3.9.2", house.room().choose(house, Optional.empty(), house).version());
  }

  @Test
  void another_implementation_is_taken_where_the_wish_says_so_or_nothing_else_is_here() {
    house.interpreter("a/toy", "91.0.1");
    assertEquals("91.0.1", house.room().choose(house, Optional.empty(), house).version());
    house.interpreter("b/toy", "3.9.2");
    assertEquals("3.9.2", house.room().choose(house, Optional.empty(), house).version());
    assertEquals("91.0.1", choose("91").version());
  }

  @Test
  void a_path_is_adopted_and_known_from_then_on() {
    Path toy = house.interpreter("hidden/toy", "3.9.2");
    house.located.clear();

    assertEquals(List.of(), versions());
    assertEquals(toy, house.room().choose(house, Optional.of("hidden/toy"), house).executable());
    assertEquals(List.of("3.9.2"), versions());
  }

  @Test
  void a_path_that_is_no_runtime_is_refused() throws Exception {
    Files.writeString(house.root.resolve("plain"), "text");

    Refusal refusal = assertThrows(Refusal.class, () -> choose("./plain"));

    assertEquals("runtime.not-found", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`plain`"));
  }

  @Test
  void a_forgotten_runtime_stays_forgotten_until_it_is_added_again() {
    Path toy = house.interpreter("a/toy", "3.9.2");
    house.room().remove(choose("3.9"));

    assertEquals(List.of(), versions());
    assertTrue(Files.exists(toy));

    house.room().adopt(house, toy, house);
    assertEquals(List.of("3.9.2"), versions());
  }

  @Test
  void what_is_neither_here_nor_obtainable_is_refused_naming_both() {
    house.interpreter("a/toy", "3.9.2");
    house.provider("3.12.1", "3.12.1");

    Refusal refusal = assertThrows(Refusal.class, () -> choose("3.13"));

    assertEquals("runtime.not-found", refusal.diagnostic().code());
    assertEquals(List.of("here: 3.9.2", "can be obtained: 3.12.1"), refusal.diagnostic().details());
  }

  @Test
  void what_is_not_here_is_obtained_once() throws Exception {
    house.provider("3.12.1", "3.12.1");

    Runtime runtime = choose("3.12");

    assertEquals("omnipkg", runtime.origin());
    assertTrue(runtime.executable().startsWith(house.runtimes()));
    assertTrue(Files.isExecutable(runtime.executable()));
    Path home = runtime.executable().getParent().getParent();
    assertEquals(home + "/lib", runtime.fact("environment.TOY_HOME"));
    assertEquals("../lib/thing", Files.readSymbolicLink(home.resolve("lib/alias")).toString());
    assertFalse(Files.exists(home.resolve("META-INF")));
    assertEquals(runtime, choose("3.12.1"));
    assertEquals(1, house.downloads.get());
    assertEquals(List.of(), left());
  }

  @Test
  void an_adopted_runtime_goes_before_an_obtained_one_of_the_same_version() {
    Provider provider = house.provider("3.12.1", "3.12.1");
    house.room().obtain(house, provider, house);
    Path toy = house.interpreter("a/toy", "3.12.1");

    assertEquals(toy, choose("3.12").executable());
  }

  @Test
  void an_obtained_runtime_on_the_path_is_listed_once_and_as_ours() {
    Runtime ours = house.room().obtain(house, house.provider("3.12.1", "3.12.1"), house);
    house.located.add(
        new org.omnipkg.spi.RuntimeSource.Candidate(ours.executable(), "path", java.util.Map.of()));

    assertEquals(List.of(ours), house.room().known(house, house));
  }

  @Test
  void an_obtained_runtime_is_known_without_a_register_and_gone_when_removed() throws Exception {
    Runtime runtime = house.room().obtain(house, house.provider("3.12.1", "3.12.1"), house);
    Files.delete(house.runtimes().resolve("register.json"));

    assertEquals(List.of(runtime), house.room().known(house, house));

    house.room().remove(runtime);
    assertEquals(List.of(), versions());
    assertFalse(Files.exists(runtime.executable()));
    assertEquals(List.of(), left());
  }

  @Test
  void many_at_once_obtain_it_once() throws Exception {
    Provider provider = house.provider("3.12.1", "3.12.1");
    ExecutorService pool = Executors.newFixedThreadPool(6);
    List<Future<Runtime>> futures = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      futures.add(pool.submit(() -> house.room().obtain(house, provider, house)));
    }
    List<Runtime> runtimes = new ArrayList<>();
    for (Future<Runtime> future : futures) {
      runtimes.add(future.get());
    }
    pool.shutdown();

    assertEquals(1, runtimes.stream().distinct().count());
    assertEquals(1, house.downloads.get());
  }

  @Test
  void a_runtime_that_is_not_what_its_provider_says_is_refused_and_leaves_nothing()
      throws Exception {
    Provider liar = house.provider("3.12.1", "3.11.0");

    Refusal refusal = assertThrows(Refusal.class, () -> house.room().obtain(house, liar, house));

    assertEquals("runtime.unusable", refusal.diagnostic().code());
    assertEquals(List.of(), versions());
    assertEquals(List.of(), left());
  }

  @Test
  void a_failed_attempt_leaves_nothing_and_the_next_succeeds() throws Exception {
    Provider provider = house.provider("3.12.1", "3.12.1");
    house.whileUnpacking =
        () -> {
          throw new IllegalStateException("power cut");
        };
    assertThrows(IllegalStateException.class, () -> house.room().obtain(house, provider, house));
    assertEquals(List.of(), left());

    house.whileUnpacking = () -> {};
    assertEquals("3.12.1", house.room().obtain(house, provider, house).version());
    assertEquals(1, house.downloads.get());
  }

  @Test
  void what_a_killed_attempt_left_is_swept_by_the_next() throws Exception {
    Path left = house.runtimes().resolve("toy-3.11.0-0123456789ab.tmp/tree/deep");
    Files.createDirectories(left);
    Files.writeString(left.resolve("half"), "half");

    house.room().obtain(house, house.provider("3.12.1", "3.12.1"), house);

    assertEquals(List.of(), left());
  }

  @Test
  void the_sweep_spares_what_another_is_working_on() throws Exception {
    Path busy = Files.createDirectories(house.runtimes().resolve("toy-3.11.0-0123456789ab.tmp"));
    Staging staging = new Staging(house.runtimes());
    try (FileHold hold =
        staging.hold("toy-3.11.0-0123456789ab", org.omnipkg.model.Progress.SILENT)) {
      assertTrue(hold.lock().isValid());
      staging.sweep();
      assertTrue(Files.exists(busy));
    }
    staging.sweep();
    assertFalse(Files.exists(busy));
  }

  private static Provider pinned(Provider provider, String digest) {
    return new Provider(
        provider.ecosystem(),
        provider.version(),
        provider.platform(),
        provider.location(),
        digest,
        provider.archive(),
        provider.strip(),
        provider.root(),
        provider.chmod(),
        Map.of("TOY_JAVA", "${java}/bin/java"),
        provider.probe(),
        provider.links());
  }

  @Test
  void a_registry_may_state_other_digests_and_a_module_is_held_against_its_own() {
    Provider provider = house.provider("1.2.3", "1.2.3");
    Path zip = Path.of(URI.create(provider.location()));
    String h1 = "h1:" + DirectoryHash.of(zip, house, Progress.SILENT);
    Runtime byModule = house.room().obtain(house, pinned(provider, h1), house);
    assertEquals(
        System.getProperty("java.home") + "/bin/java", byModule.fact("environment.TOY_JAVA"));
    Runtime bySha512 =
        house.room().obtain(house, pinned(provider, "sha512:" + "a".repeat(128)), house);
    assertNotEquals(byModule.executable(), bySha512.executable());
    Provider other = pinned(provider, "h1:" + "A".repeat(43) + "=");
    Refusal refusal = assertThrows(Refusal.class, () -> house.room().obtain(house, other, house));
    assertEquals("fetch.wrong-hash", refusal.diagnostic().code());
    assertThrows(Refusal.class, () -> house.room().obtain(house, other, house));
    assertEquals(4, house.downloads.get(), "what was another's is not kept");
  }

  @Test
  void nothing_is_obtained_without_a_digest() {
    Provider unpinned =
        new Provider(
            "toy",
            "1",
            "linux-x86_64",
            "file:///x",
            "",
            "zip",
            0,
            "",
            List.of(),
            java.util.Map.of(),
            "bin/toy");

    Refusal refusal =
        assertThrows(Refusal.class, () -> house.room().obtain(house, unpinned, house));

    assertEquals("runtime.unpinned", refusal.diagnostic().code());
    assertEquals(0, house.downloads.get());
  }

  @Test
  void a_variable_for_a_place_this_machine_lacks_is_left_out() {
    Provider provider =
        new Provider(
            "toy",
            "1",
            "linux-x86_64",
            "x",
            "0",
            "zip",
            0,
            "",
            List.of(),
            java.util.Map.of("A", "${home}/a", "B", "${ca-bundle}"),
            "bin/toy");

    var filled = Archives.environment(provider, Path.of("/h"));

    assertEquals("/h/a", filled.get("A"));
    assertFalse(filled.containsValue("${ca-bundle}"));
    assertTrue(filled.get("B") == null || Files.isReadable(Path.of(filled.get("B"))));
  }

  private List<String> versions() {
    return house.room().known(house, house).stream().map(Runtime::version).toList();
  }

  private Runtime choose(String wish) {
    return house.room().choose(house, Optional.of(wish), house);
  }

  private List<Path> left() throws Exception {
    try (Stream<Path> files = Files.list(house.runtimes())) {
      return files.filter(f -> f.toString().endsWith(".tmp")).toList();
    }
  }
}
