package org.omnipkg.ecosystem.go.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.omnipkg.ecosystem.go.internal.solve.SmallProxy.modules;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;

class HouseSolverTest {
  @TempDir Path folder;
  private SmallProxy proxy;

  @BeforeEach
  void open() {
    proxy = new SmallProxy(folder);
  }

  private Diagnostic refusal(String... words) {
    return assertThrows(Refusal.class, () -> proxy.solve(words)).diagnostic();
  }

  @Test
  void the_greatest_version_that_somebody_demands_is_taken_and_no_greater_one() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/hinge@v1.1.0", "a.b/screw@v1.0.0")
        .module("a.b/lamp", "v1.0.0", "a.b/screw@v1.2.0")
        .module("a.b/hinge", "v1.1.0", "a.b/screw@v1.1.0")
        .module("a.b/screw", "v1.0.0")
        .module("a.b/screw", "v1.1.0")
        .module("a.b/screw", "v1.2.0")
        .module("a.b/screw", "v1.9.0");
    assertEquals(
        List.of("a.b/door@v1.0.0", "a.b/hinge@v1.1.0", "a.b/lamp@v1.0.0", "a.b/screw@v1.2.0"),
        modules(proxy.solved("a.b/door", "a.b/lamp")));
  }

  @Test
  void below_a_module_that_lists_all_it_needs_nothing_more_is_looked_at() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/hinge@v1.0.0")
        .module("a.b/hinge", "v1.0.0", "a.b/only-for-its-tests@v1.0.0");
    assertEquals(List.of("a.b/door@v1.0.0", "a.b/hinge@v1.0.0"), modules(proxy.solved("a.b/door")));
  }

  @Test
  void below_an_older_module_everything_is() {
    proxy
        .old("a.b/door", "v1.0.0", "a.b/hinge@v1.0.0")
        .old("a.b/hinge", "v1.0.0", "a.b/screw@v1.0.0")
        .old("a.b/screw", "v1.0.0");
    assertEquals(
        List.of("a.b/door@v1.0.0", "a.b/hinge@v1.0.0", "a.b/screw@v1.0.0"),
        modules(proxy.solved("a.b/door")));
  }

  @Test
  void modules_that_need_one_another_are_solved() {
    proxy
        .old("a.b/hen", "v1.0.0", "a.b/egg@v1.0.0")
        .old("a.b/egg", "v1.0.0", "a.b/hen@v0.9.0")
        .old("a.b/egg", "v1.1.0", "a.b/hen@v1.0.0")
        .old("a.b/hen", "v0.9.0", "a.b/egg@v1.1.0");
    assertEquals(List.of("a.b/egg@v1.1.0", "a.b/hen@v1.0.0"), modules(proxy.solved("a.b/hen")));
  }

  @Test
  void a_module_nobody_vouches_for_is_held_to_what_it_was_when_it_was_first_seen() {
    proxy.module("a.b/mine", "v1.0.0").zip("a.b/mine", "v1.0.0", "one");
    var first = proxy.solved("a.b/mine").nodes().get(0).artifact().orElseThrow().hashes();
    assertEquals(Set.of("sha256"), first.keySet());
    proxy.zip("a.b/mine", "v1.0.0", "two");
    assertEquals(first, proxy.solved("a.b/mine").nodes().get(0).artifact().orElseThrow().hashes());
  }

  @Test
  void a_go_sum_with_another_hash_of_a_go_mod_is_refused_and_where_nobody_vouches_its_zip_counts() {
    proxy.module("a.b/door", "v1.0.0").zip("a.b/door", "v1.0.0", "one");
    proxy.held("a.b/door v1.0.0 h1:Zip=\n");
    assertEquals(
        "Zip=",
        proxy.solved("a.b/door").nodes().get(0).artifact().orElseThrow().hashes().get("h1"));
    proxy.held("\na.b/door v1.0.0/go.mod h1:False=\n");
    Diagnostic why = refusal("a.b/door");
    assertEquals("integrity.go-sum", why.code());
    assertTrue(why.message().contains("go.sum line 2"), why.message());
  }

  @Test
  void the_newest_release_is_meant_where_nothing_is_said() {
    proxy
        .module("a.b/screw", "v1.0.0")
        .module("a.b/screw", "v1.10.0")
        .module("a.b/screw", "v1.9.0")
        .module("a.b/screw", "v1.11.0-rc.1");
    assertEquals(List.of("a.b/screw@v1.10.0"), modules(proxy.solved("a.b/screw")));
    assertEquals(List.of("a.b/screw@v1.9.0"), modules(proxy.solved("a.b/screw@v1.9")));
    assertEquals(List.of("a.b/screw@v1.9.0"), modules(proxy.solved("a.b/screw<v1.10")));
  }

  @Test
  void a_lower_bound_is_itself_the_version_until_somebody_demands_more() {
    proxy.module("a.b/screw", "v1.0.0").module("a.b/screw", "v1.5.0");
    assertEquals(List.of("a.b/screw@v1.0.0"), modules(proxy.solved("a.b/screw>=v1.0.0")));
  }

  @Test
  void what_is_installed_is_kept_where_the_request_allows_it() {
    proxy
        .module("a.b/screw", "v1.0.0")
        .module("a.b/screw", "v1.5.0")
        .preferring("a.b/screw", "v1.0.0");
    assertEquals(List.of("a.b/screw@v1.0.0"), modules(proxy.solved("a.b/screw")));
    assertEquals(List.of("a.b/screw@v1.5.0"), modules(proxy.solved("a.b/screw@v1.5")));
  }

  @Test
  void a_version_that_is_named_and_a_greater_demand_contradict_each_other() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/screw@v1.2.0")
        .module("a.b/screw", "v1.0.0")
        .module("a.b/screw", "v1.2.0");
    Derivation why = proxy.solve("a.b/door", "a.b/screw@v1.0.0").unsolvable().orElseThrow();
    String leaves = why.because().toString();
    assertTrue(leaves.contains("a.b/screw@v1.0.0"), leaves);
    assertTrue(leaves.contains("a.b/door v1.0.0 needs at least"), leaves);
  }

  @Test
  void what_a_version_demands_that_was_raised_is_nobodys_demand() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/hinge@v1.1.0")
        .module("a.b/hinge", "v1.0.0", "a.b/screw@v1.9.0")
        .module("a.b/hinge", "v1.1.0", "a.b/screw@v1.2.0")
        .module("a.b/screw", "v1.2.0")
        .module("a.b/screw", "v1.9.0");
    assertEquals(
        List.of("a.b/door@v1.0.0", "a.b/hinge@v1.1.0", "a.b/screw@v1.2.0"),
        modules(proxy.solved("a.b/door", "a.b/hinge>=v1.0.0")));
  }

  @Test
  void who_demanded_more_is_named_though_it_was_raised_itself() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/hinge@v1.1.0")
        .module("a.b/door", "v1.1.0")
        .module("a.b/lamp", "v1.0.0", "a.b/door@v1.1.0")
        .module("a.b/hinge", "v1.0.0")
        .module("a.b/hinge", "v1.1.0");
    Derivation why =
        proxy.solve("a.b/door>=v1.0.0", "a.b/lamp", "a.b/hinge@v1.0.0").unsolvable().orElseThrow();
    String leaves = why.because().toString();
    assertTrue(leaves.contains("a.b/door v1.0.0 needs at least"), leaves);
  }

  @Test
  void an_exclusion_is_not_demanded_by_anybody() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/screw@v1.2.0", "a.b/lamp@v1.0.0")
        .module("a.b/lamp", "v1.0.0", "a.b/screw@v1.1.0")
        .module("a.b/screw", "v1.1.0")
        .module("a.b/screw", "v1.2.0")
        .constraint("a.b/screw!=v1.2.0");
    assertEquals(
        List.of("a.b/door@v1.0.0", "a.b/lamp@v1.0.0", "a.b/screw@v1.1.0"),
        modules(proxy.solved("a.b/door")));
  }

  @Test
  void a_lower_bound_of_a_project_raises_what_something_else_brings() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/screw@v1.1.0")
        .module("a.b/screw", "v1.1.0")
        .module("a.b/screw", "v1.4.0")
        .constraint("a.b/screw>=v1.4.0")
        .constraint("a.b/nothing>=v1.0.0");
    assertEquals(List.of("a.b/door@v1.0.0", "a.b/screw@v1.4.0"), modules(proxy.solved("a.b/door")));
  }

  @Test
  void a_replacement_stands_for_a_module() {
    proxy
        .module("a.b/door", "v1.0.0", "a.b/screw@v1.1.0")
        .module("a.b/screw", "v1.1.0", "a.b/never@v1.0.0")
        .module("my.own/screw", "v0.0.1", "a.b/thread@v1.0.0")
        .module("a.b/thread", "v1.0.0")
        .override("a.b/screw", "my.own/screw@v0.0.1");
    Resolution resolution = proxy.solved("a.b/door");
    Node screw = resolution.node("go:a.b/screw").orElseThrow();
    assertEquals("v1.1.0", screw.pin().version());
    assertEquals("my.own/screw@v0.0.1", screw.pin().variant());
    assertTrue(
        screw.artifact().orElseThrow().location().toString().contains("/my.own/screw/@v/v0.0.1"));
  }

  @Test
  void a_package_is_found_in_its_module_and_is_what_is_wanted_of_it() {
    proxy.module("a.b/tools", "v1.0.0");
    Node node = proxy.solved("a.b/tools/cmd/hammer").nodes().get(0);
    assertEquals("a.b/tools", node.pin().name().name());
    assertEquals(Set.of("cmd/hammer"), node.features());
  }

  @Test
  void the_longest_path_that_is_a_module_counts() {
    proxy.module("a.b/tools", "v1.0.0").module("a.b/tools/cmd", "v0.1.0");
    assertEquals(List.of("a.b/tools/cmd@v0.1.0"), modules(proxy.solved("a.b/tools/cmd/hammer")));
  }

  @Test
  void a_branch_is_the_commit_it_stands_at() {
    String commit = "v1.0.1-0.20191109021931-daa7c04131f5";
    proxy
        .module("a.b/screw", "v1.0.0")
        .hidden("a.b/screw", commit, "module a.b/screw\n")
        .revision("a.b/screw", "main", commit);
    assertEquals(List.of("a.b/screw@" + commit), modules(proxy.solved("a.b/screw@main")));
    assertEquals(List.of("a.b/screw@" + commit), modules(proxy.solved("a.b/screw@" + commit)));
  }

  @Test
  void a_retracted_version_is_taken_only_by_name_and_told() {
    proxy
        .module("a.b/screw", "v1.0.0")
        .file("a.b/screw", "v1.1.0", "retract v1.1.0 // it breaks\n");
    assertEquals(List.of("a.b/screw@v1.0.0"), modules(proxy.solved("a.b/screw")));
    assertEquals(List.of(), proxy.notes());
    assertEquals(List.of("a.b/screw@v1.1.0"), modules(proxy.solved("a.b/screw@v1.1.0")));
    assertEquals(List.of("go:a.b/screw v1.1.0 was retracted: it breaks"), proxy.notes());
  }

  @Test
  void a_deprecated_module_is_told() {
    proxy.hidden("a.b/screw", "v1.0.0", "").file("a.b/screw", "v1.1.0", "");
    proxy.hidden("a.b/screw", "v1.1.0", "// Deprecated: use nails.\nmodule a.b/screw\n");
    proxy.solved("a.b/screw");
    assertEquals(List.of("go:a.b/screw is deprecated: use nails."), proxy.notes());
  }

  @Test
  void a_newer_go_is_taken_from_those_at_hand_and_said() {
    proxy
        .file("a.b/screw", "v1.0.0", "go 1.23.0\n")
        .runtimes("1.22.5", "1.21.0", "1.23.4", "1.24.0");
    Resolution resolution = proxy.solved("a.b/screw");
    assertEquals("1.23.4", resolution.node("runtime:go").orElseThrow().pin().version());
    assertTrue(
        resolution.edges().stream()
            .anyMatch(e -> e.from().equals("go:a.b/screw") && e.to().equals("runtime:go")));
  }

  @Test
  void a_newer_go_is_asked_for_where_none_at_hand_will_do() {
    proxy.file("a.b/screw", "v1.0.0", "go 1.23.0\n").runtimes("1.22.5", "1.21.0");
    Outcome outcome = proxy.solve("a.b/screw");
    assertEquals(
        List.of("runtime:go >=1.23.0"),
        outcome.needs().stream().map(need -> need.target() + " " + need.range()).toList());
    assertTrue(
        outcome.solved().orElseThrow().edges().stream()
            .anyMatch(e -> e.from().equals("go:a.b/screw") && e.to().equals("runtime:go")));
  }

  @Test
  void a_go_too_old_is_a_conflict_that_says_who_needs_what() {
    proxy.file("a.b/screw", "v1.0.0", "go 1.23.0\n").runtimes("1.22.5");
    Derivation why = proxy.solve("a.b/screw").unsolvable().orElseThrow();
    assertEquals("go 1.22.5 is too old", why.statement());
    assertEquals(
        List.of("it is to be built with go 1.22.5", "go:a.b/screw v1.0.0 needs go >=1.23.0"),
        why.because().stream().map(leaf -> leaf.statement() + " " + leaf.demand()).toList());
  }

  @Test
  void every_module_is_reached_by_edges_though_some_say_nothing() {
    proxy
        .file(
            "a.b/door",
            "v1.0.0",
            "go 1.20\nrequire (\n\ta.b/mute v1.0.0\n\ta.b/screw v1.0.0 // indirect\n)\n")
        .file("a.b/mute", "v1.0.0", "")
        .module("a.b/screw", "v1.0.0");
    assertTrue(
        proxy.solved("a.b/door").edges().stream()
            .anyMatch(e -> e.from().equals("go:a.b/door") && e.to().equals("go:a.b/screw")));
  }

  @Test
  void an_unknown_path_is_refused_by_name_and_says_what_was_not_tried() {
    Diagnostic why = refusal("a.b/nosuchthing");
    assertEquals("resolve.unknown-package", why.code());
    assertTrue(why.details().toString().contains("direct"), why.toString());
  }

  @Test
  void an_unknown_version_is_refused_with_those_that_are_there() {
    proxy.module("a.b/screw", "v1.0.0").module("a.b/screw", "v1.2.0");
    Diagnostic why = refusal("a.b/screw@v1.9.9");
    assertEquals("resolve.unknown-version", why.code());
    assertTrue(why.details().toString().contains("v1.2.0, v1.0.0"), why.toString());
  }

  @Test
  void a_version_of_another_major_version_is_refused_with_the_path_it_has() {
    proxy.module("a.b/screw", "v1.0.0");
    Diagnostic why = refusal("a.b/screw@v2.0.0");
    assertTrue(why.hint().contains("a.b/screw/v2@v2.0.0"), why.hint());
  }

  @Test
  void an_old_repository_may_be_named_without_its_suffix() {
    proxy.file("a.b/screw", "v2.0.0+incompatible", "");
    assertEquals(
        List.of("a.b/screw@v2.0.0+incompatible"), modules(proxy.solved("a.b/screw@v2.0.0")));
  }

  @Test
  void a_module_that_calls_itself_by_another_name_is_refused_with_it() {
    proxy.hidden("a.b/Screw", "v1.0.0", "module a.b/screw\n").file("a.b/x", "v1.0.0", "");
    proxy.file("a.b/Screw", "v1.1.0", "").hidden("a.b/Screw", "v1.1.0", "module a.b/screw\n");
    Diagnostic why = refusal("a.b/Screw");
    assertEquals("metadata.inconsistent", why.code());
    assertTrue(why.hint().contains("go:a.b/screw"), why.hint());
  }

  @Test
  void a_large_graph_is_solved() {
    int size = 3000;
    for (int i = 0; i < size; i++) {
      proxy.old(
          "a.b/m" + i,
          "v1.0.0",
          "a.b/m" + (i * 2 + 1) % size + "@v1.0.0",
          "a.b/m" + (i * 2 + 2) % size + "@v1.0.0",
          "a.b/m" + (i + 1) % size + "@v1.0.0");
    }
    assertEquals(size, proxy.solved("a.b/m0").nodes().size());
  }
}
