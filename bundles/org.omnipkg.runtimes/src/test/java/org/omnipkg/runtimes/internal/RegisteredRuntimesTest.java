package org.omnipkg.runtimes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
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
  void of_hundreds_of_versions_the_newest_of_each_line_are_told() {
    for (int major = 30; major > 0; major--) {
      for (int minor = 9; minor >= 0; minor--) {
        String version = major + "." + minor + ".0";
        house.provider(version, version);
      }
    }

    String told = assertThrows(Refusal.class, () -> choose("99")).diagnostic().details().get(1);

    assertEquals(
        "can be obtained: 30.9.0, 29.9.0, 28.9.0, 27.9.0, 26.9.0, 25.9.0, 24.9.0, 23.9.0, 22.9.0,"
            + " 21.9.0, 20.9.0, 19.9.0 and 288 more",
        told);
  }

  private List<String> versions() {
    return house.room().known(house, house).stream().map(Runtime::version).toList();
  }

  private Runtime choose(String wish) {
    return house.room().choose(house, Optional.of(wish), house);
  }
}
