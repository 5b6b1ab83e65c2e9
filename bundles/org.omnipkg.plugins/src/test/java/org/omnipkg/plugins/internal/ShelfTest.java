package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

class ShelfTest {
  private @TempDir Path home;
  private Path folder;
  private Shelf shelf;

  @BeforeEach
  void open() {
    folder = home.resolve("plugins");
    shelf = new Shelf(places(home));
  }

  static Places places(Path home) {
    return (Places)
        Proxy.newProxyInstance(
            Places.class.getClassLoader(),
            new Class<?>[] {Places.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "home" -> home;
                  case "cache" -> home.resolve("cache");
                  default -> String.valueOf(args[0]);
                });
  }

  private static Caller caller(Duration patience) {
    return new Caller(Map.of(), Path.of("/"), false, patience, Progress.SILENT);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  private PluginJar kept(String version) throws IOException {
    Path file = TinyBundle.resolver("org.one", version, "one").into(home.resolve("one-" + version));
    try (Shelf.Staged staged = shelf.stage(file, "one.jar")) {
      PluginJar jar = PluginJar.read(staged.file(), "one.jar", staged.digest());
      shelf.keep(jar);
      return jar;
    }
  }

  @Test
  void a_kept_jar_is_named_by_its_bundle_and_nothing_else_stays() throws IOException {
    PluginJar jar = kept("1.0.0");
    assertEquals(List.of("org.one-1.0.0.jar"), files());
    PluginJar read = shelf.content().counting().get(0);
    assertEquals(jar.digest(), read.digest());
    assertEquals("org.one 1.0.0", read.title());
  }

  @Test
  void what_is_staged_and_not_kept_never_counts() throws IOException {
    Path file = TinyBundle.resolver("org.one", "1.0.0", "one").into(home.resolve("one.jar"));
    try (Shelf.Staged staged = shelf.stage(file, "one.jar")) {
      assertTrue(Files.exists(staged.file()));
      assertEquals(List.of(), shelf.content().counting());
    }
    assertEquals(List.of(), files());
  }

  @Test
  void of_two_versions_the_newer_counts_and_the_older_is_tidied_away() throws IOException {
    kept("9.0.0");
    kept("10.0.0");
    Files.writeString(folder.resolve(".staged-123"), "half a j");
    assertEquals("org.one 10.0.0", shelf.content().counting().get(0).title());
    assertTrue(shelf.content().troubles().get(0).outdated());
    shelf.turn(caller(Duration.ofSeconds(1))).close();
    assertEquals(List.of("org.one-10.0.0.jar"), files());
  }

  @Test
  void an_older_version_put_there_by_hand_is_told_and_left_alone() throws IOException {
    kept("2.0.0");
    TinyBundle.resolver("org.one", "1.0.0", "one").into(folder.resolve("mine.jar"));
    shelf.tidyIfQuiet();
    assertEquals(List.of("mine.jar", "org.one-2.0.0.jar"), files());
    assertEquals("not used: version 2.0.0 is here", shelf.content().troubles().get(0).why());
    assertEquals(2, shelf.content().named("org.one").size());
  }

  @Test
  void what_is_no_bundle_is_a_trouble_and_no_obstacle() throws IOException {
    kept("1.0.0");
    Files.writeString(folder.resolve("notes.jar"), "text");
    assertEquals(1, shelf.content().counting().size());
    assertEquals("notes.jar", shelf.content().troubles().get(0).jar().name());
  }

  @Test
  void a_folder_that_is_not_there_is_not_made_by_looking() {
    shelf.tidyIfQuiet();
    assertEquals(List.of(), shelf.content().counting());
    assertFalse(Files.exists(folder));
  }

  @Test
  void two_who_change_the_folder_take_turns() throws Exception {
    try (Turns.Turn turn = shelf.turn(caller(Duration.ofSeconds(1)))) {
      CompletableFuture<Turns.Turn> late =
          CompletableFuture.supplyAsync(() -> shelf.turn(caller(Duration.ofMillis(60))));
      Throwable why = assertThrows(ExecutionException.class, late::get).getCause();
      assertEquals("plugin.busy", ((Refusal) why).diagnostic().code());
    }
    CompletableFuture.runAsync(() -> shelf.turn(caller(Duration.ofSeconds(9))).close()).get();
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> shelf.stage(home.resolve("no.jar"), "no.jar"));
    assertEquals("plugin.unreadable", refusal.diagnostic().code());
  }
}
