package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;

class KeyringTest {
  @TempDir private Path home;
  private final List<List<String>> asked = new ArrayList<>();
  private final Map<String, String> passwords = new java.util.HashMap<>();
  private HouseDesk desk;

  @BeforeEach
  void furnish() throws Exception {
    SmallHouse house = new SmallHouse(home);
    Processes processes =
        new Processes() {
          @Override
          public Desk.Output run(Desk.Command command, Progress progress) {
            asked.add(command.argv());
            String password = passwords.get(command.argv().get(2));
            return new Desk.Output(
                password == null ? 1 : 0, password == null ? "" : password + "\n", "");
          }

          @Override
          public Optional<String> confinement() {
            return Optional.empty();
          }

          @Override
          public Platform platform() {
            return house.processes.platform();
          }
        };
    Caller caller = house.caller(false);
    desk =
        new Desks(
                house.fetcher,
                processes,
                () -> home,
                new Tools(
                    house.languages,
                    house.runtimes,
                    house.acquisition,
                    house.store,
                    house.store,
                    processes),
                house.sources,
                house.settings,
                house.store,
                new Stubs.OneFile(),
                new PackedFiles(house.languages))
            .open(caller, Wishes.NONE);
  }

  private static Source at(String address) {
    return new Source("extra-1", URI.create(address), Source.Form.INDEX);
  }

  private String unlocked(String address) {
    return new Keyring("subprocess", desk).unlocked(at(address)).location().toString();
  }

  @Test
  void a_user_without_a_password_is_asked_about_by_the_address() {
    passwords.put("https://index.example/simple/", "p@ss $1 word");
    assertEquals(
        "https://ada:p%40ss%20%241%20word@index.example/simple/",
        unlocked("https://ada@index.example/simple/"));
    assertEquals(List.of(List.of("keyring", "get", "https://index.example/simple/", "ada")), asked);
  }

  @Test
  void then_by_the_host() {
    passwords.put("index.example:8443", "secret");
    assertEquals(
        "https://ada:secret@index.example:8443/simple/",
        unlocked("https://ada@index.example:8443/simple/"));
    assertEquals(2, asked.size());
  }

  @Test
  void an_address_without_a_user_or_with_a_password_asks_nobody() {
    assertEquals("https://index.example/", unlocked("https://index.example/"));
    assertEquals("https://ada:own@index.example/", unlocked("https://ada:own@index.example/"));
    assertEquals(List.of(), asked);
  }

  @Test
  void a_keyring_that_has_none_changes_nothing() {
    assertEquals("https://ada@index.example/", unlocked("https://ada@index.example/"));
  }

  @Test
  void without_the_setting_there_is_no_keyring() {
    Source source = at("https://ada@index.example/");
    assertSame(source, new Keyring("", desk).unlocked(source));
    assertEquals(List.of(), asked);
  }
}
