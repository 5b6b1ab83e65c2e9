package org.omnipkg.runtimes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.RuntimeSource.Provider;

@Timeout(60)
class ObtainedRuntimesTest {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = new House(folder.toRealPath());
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
