package org.example.omnipkg.cargo;

import static org.example.omnipkg.cargo.SmallIndex.needs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.tck.CannedDesk;

/** Cargo's rules on a small index. */
class CargoSolverTest {
  private static final String BASE = "https://first.example/index/";

  @TempDir Path scratch;
  private CannedDesk desk;
  private SmallIndex index;

  @BeforeEach
  void open() {
    desk = new CannedDesk(scratch).source("default", BASE, Source.Form.INDEX);
    index = new SmallIndex(desk, BASE);
  }

  private Outcome solve(String... roots) {
    CargoGrammar grammar = new CargoGrammar();
    Problem problem =
        new Problem(
            "cargo",
            List.of(roots).stream().map(grammar::parse).toList(),
            List.of(),
            Machines.target(),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    return new CargoSolver().solve(problem, new Indexed(), desk);
  }

  private Set<String> ids(String... roots) {
    Set<String> ids = new TreeSet<>();
    for (Node node : solve(roots).solved().orElseThrow().nodes()) {
      ids.add(node.id() + (CargoSolver.isProgram(node) ? "@" + node.pin().version() : ""));
    }
    return ids;
  }

  @Test
  void the_newest_that_fits_is_taken_and_incompatible_ones_stand_side_by_side() {
    index
        .crate("app", "1.0.0", "", needs("left", "1"), needs("right", "1"))
        .crate("left", "1.0.0", "", needs("shared", "1"))
        .crate("right", "1.0.0", "", needs("shared", "2"))
        .crate("shared", "1.0.0", "")
        .crate("shared", "1.5.0", "")
        .crate("shared", "1.6.0", ",\"yanked\":true")
        .crate("shared", "2.0.0-rc.1", "")
        .crate("shared", "2.1.0", "");
    assertEquals(
        Set.of(
            "cargo:app@1.0.0",
            "cargo:app/left@1.0.0",
            "cargo:app/right@1.0.0",
            "cargo:app/shared@1.5.0",
            "cargo:app/shared@2.1.0"),
        ids("app"));
  }

  @Test
  void of_a_compatible_family_one_version_suits_all() {
    index
        .crate("app", "1.0.0", "", needs("left", "1"), needs("right", "1"))
        .crate("left", "1.0.0", "", needs("shared", "1"))
        .crate("right", "1.0.0", "", needs("shared", "~1.2"))
        .crate("shared", "1.2.7", "")
        .crate("shared", "1.5.0", "");
    assertTrue(ids("app").contains("cargo:app/shared@1.2.7"));
    assertEquals(4, ids("app").size());
  }

  @Test
  void what_cannot_suit_all_is_told_with_both_demands() {
    index
        .crate("app", "1.0.0", "", needs("left", "1"), needs("right", "1"))
        .crate("left", "1.0.0", "", needs("shared", "=1.5.0"))
        .crate("right", "1.0.0", "", needs("shared", "=1.2.7"))
        .crate("shared", "1.2.7", "")
        .crate("shared", "1.5.0", "");
    String why = solve("app").unsolvable().orElseThrow().toString();
    assertTrue(why.contains("=1.5.0") && why.contains("=1.2.7"), why);
  }

  @Test
  void features_turn_needs_on() {
    String optional = ",\"optional\":true";
    index
        .crate(
            "app",
            "1.0.0",
            ",\"features\":{\"default\":[\"colour\"],\"colour\":[\"dep:paint\"],"
                + "\"big\":[\"lib/huge\",\"noise?/loud\"]}",
            needs("paint", "1", optional),
            needs("noise", "1", optional),
            needs("lib", "1"))
        .crate("paint", "1.0.0", "")
        .crate("noise", "1.0.0", "")
        .crate(
            "lib", "1.0.0", ",\"features\":{\"huge\":[\"whale\"]}", needs("whale", "1", optional))
        .crate("whale", "1.0.0", "");
    assertEquals(
        Set.of("cargo:app@1.0.0", "cargo:app/lib@1.0.0", "cargo:app/paint@1.0.0"), ids("app"));
    assertTrue(ids("app[big]").contains("cargo:app/whale@1.0.0"));
    assertTrue(!ids("app[big]").contains("cargo:app/noise@1.0.0"));
    assertTrue(ids("app[big,noise]").contains("cargo:app/noise@1.0.0"));
    assertEquals(
        "resolve.unknown-version",
        assertThrows(Refusal.class, () -> solve("app[none]")).diagnostic().code());
  }

  @Test
  void needs_of_other_machines_and_of_tests_are_left_out() {
    index
        .crate(
            "app",
            "1.0.0",
            "",
            needs("winapi", "1").replace("\"target\":null", "\"target\":\"cfg(windows)\""),
            needs("libc", "1")
                .replace(
                    "\"target\":null",
                    "\"target\":\"cfg(all(unix, not(target_os = \\\"macos\\\")))\""),
            needs("probe", "1").replace("\"normal\"", "\"dev\""),
            needs("builder", "1").replace("\"normal\"", "\"build\""))
        .crate("libc", "1.0.0", "")
        .crate("builder", "1.0.0", "");
    assertEquals(
        Set.of("cargo:app@1.0.0", "cargo:app/libc@1.0.0", "cargo:app/builder@1.0.0"), ids("app"));
  }

  @Test
  void a_program_is_made_of_what_it_was_published_with() {
    String lock =
        """
        version = 3
        [[package]]
        name = "app"
        version = "1.0.0"
        dependencies = ["lib"]
        [[package]]
        name = "lib"
        version = "1.1.0"
        source = "registry+https://example.org/index"
        """;
    index
        .crate("lib", "1.1.0", ",\"yanked\":true")
        .crate("lib", "1.9.0", "")
        .crate("app", "1.0.0", "", Map.of("Cargo.lock", lock), needs("lib", "1"));
    assertTrue(ids("app").contains("cargo:app/lib@1.1.0"));
    index.crate(
        "app",
        "1.1.0",
        "",
        Map.of(
            "Cargo.lock",
            lock.replace("1.0.0", "1.1.0") + "checksum = \"" + "0".repeat(64) + "\"\n"),
        needs("lib", "1"));
    assertEquals(
        "fetch.wrong-hash", assertThrows(Refusal.class, () -> solve("app")).diagnostic().code());
  }

  @Test
  void a_crate_that_wants_a_newer_rust_is_passed_over() {
    index
        .crate("app", "1.0.0", "", needs("lib", "1"))
        .crate("app", "2.0.0", ",\"rust_version\":\"1.99\"")
        .crate("lib", "1.1.0", ",\"rust_version\":\"1.70\"")
        .crate("lib", "1.9.0", ",\"rust_version\":\"1.85\"");
    assertEquals(Set.of("cargo:app@1.0.0", "cargo:app/lib@1.1.0"), ids("app"));
  }

  @Test
  void two_programs_share_nothing() {
    index
        .crate("app", "1.0.0", "", needs("lib", "~1.1"))
        .crate("tool", "1.0.0", "", needs("lib", "1"))
        .crate("lib", "1.1.0", "")
        .crate("lib", "1.9.0", "");
    assertEquals(
        Set.of(
            "cargo:app@1.0.0", "cargo:app/lib@1.1.0", "cargo:tool@1.0.0", "cargo:tool/lib@1.9.0"),
        ids("app", "tool"));
  }

  @Test
  void unknown_names_and_versions_are_told() {
    index.crate("app", "1.0.0", "", needs("nowhere", "1"));
    assertEquals("resolve.unknown-package", refused("nothing"));
    assertEquals("resolve.unknown-version", refused("app@9"));
    assertEquals("resolve.no-matching-artifact", refused("app"));
  }

  private String refused(String root) {
    return assertThrows(Refusal.class, () -> solve(root)).diagnostic().code();
  }

  /** Facts asked of the index each time. */
  private final class Indexed implements Facts {
    @Override
    public Listing releases(PackageName name) {
      return new CargoIndex().releases(name, desk);
    }

    @Override
    public Answer<Manifest> manifest(Release release) {
      return new CargoIndex().manifest(release, desk);
    }

    @Override
    public Ecosystem ecosystem(String id) {
      return new CargoLanguage();
    }

    @Override
    public List<Dependency> overlay(Pin pin) {
      return List.of();
    }

    @Override
    public void soon(PackageName name, BitSet among) {}

    @Override
    public void walking(PackageName name, BitSet among) {}
  }
}
