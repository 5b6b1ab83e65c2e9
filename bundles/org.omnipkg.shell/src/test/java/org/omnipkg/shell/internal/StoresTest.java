package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Storage;

class StoresTest {
  private final World world = new World();
  private final List<Object> asked = new ArrayList<>();
  private List<Storage.Damage> damages = List.of();

  @BeforeEach
  void furnish() {
    world.storage =
        Optional.of(
            new Storage() {
              @Override
              public Statistics statistics(Caller caller) {
                return new Statistics(
                    "store", 700, 12, 2, 3, 48_000_000, 6_000_000, 12_000_000, 8_200_000, 59_500);
              }

              @Override
              public Verification verify(Caller caller, boolean repair) {
                asked.add(repair);
                return new Verification(700, 12, 48_000_000, damages);
              }

              @Override
              public Collection collect(Caller caller, boolean dryRun) {
                asked.add(dryRun);
                return new Collection(1, 20, 300_000, List.of("py/rich-13.7.1-0123"), dryRun);
              }

              @Override
              public List<Owner> who(Caller caller, String file) {
                return List.of(
                    new Owner("python", "rich", "13.7.1", "rich/a.py", List.of("main", "two")));
              }
            });
  }

  @Test
  void stat_tells_what_sharing_saves() {
    assertEquals(
        """
        store         store
        objects       700, 48.0 MB on disk
        trees         12
        environments  2, 3 generations
        they use      6.0 MB
        as copies     12.0 MB, 50 % saved by sharing
        cache         8.2 MB
        collectable   59.5 kB (`omnipkg store gc`)
        """,
        world.run("store", "stat").out());
    String json = world.run("store", "stat", "--json").out();
    assertTrue(json.contains("\"apparent_bytes\": 12000000"), json);
  }

  @Test
  void verify_ends_with_one_as_long_as_something_is_damaged() {
    World.Ran well = world.run("store", "verify");
    assertEquals(0, well.code());
    assertTrue(well.err().contains("all is well"), well.err());
    damages = List.of(new Storage.Damage("py/a/b.py", "is missing", false));
    World.Ran bad = world.run("store", "verify");
    assertEquals(1, bad.code());
    assertTrue(bad.out().contains("py/a/b.py  is missing"), bad.out());
    assertTrue(bad.err().contains("--repair"), bad.err());
    damages = List.of(new Storage.Damage("py/a/b.py", "is missing", true));
    World.Ran mended = world.run("store", "verify", "--repair");
    assertEquals(0, mended.code());
    assertTrue(mended.out().contains("repaired"), mended.out());
    assertEquals(List.of(false, false, true), asked);
  }

  @Test
  void a_dry_run_repairs_nothing() {
    world.run("store", "verify", "--repair", "--dry-run");
    assertEquals(List.of(false), asked);
  }

  @Test
  void many_damages_are_shown_in_part_and_told_in_json() {
    damages = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      damages.add(new Storage.Damage("f" + i, "is missing", false));
    }
    World.Ran ran = world.run("store", "verify");
    assertEquals(51, ran.out().lines().count());
    assertTrue(ran.err().contains("10 more"), ran.err());
    assertTrue(world.run("store", "verify", "--json").out().contains("\"f59\""));
  }

  @Test
  void gc_says_what_it_would_and_what_it_did() {
    World.Ran would = world.run("store", "gc", "--dry-run");
    assertTrue(would.err().contains("Would remove 1 tree and 20 objects, 300 kB"), would.err());
    assertEquals("py/rich-13.7.1-0123\n", would.out());
    assertTrue(world.run("store", "gc").err().contains("Removed 1 tree"));
    assertEquals(List.of(true, false), asked);
  }

  @Test
  void who_names_packages_and_environments() {
    assertEquals(
        """
        package  version  language  file       environments
        rich     13.7.1   python    rich/a.py  main, two
        """,
        world.run("store", "who", "x.py").out());
  }
}
