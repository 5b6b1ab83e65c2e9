package org.omnipkg.ecosystem.go.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.go.internal.sum.H1;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.tck.Parcel;

class ModuleTreeTest {
  private static final Target ON =
      new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of());

  private static Bubble place(Parcel parcel) {
    return new GoLayout()
        .place(parcel.node(), parcel.artifact(), parcel.entries(), parcel.contents(), ON);
  }

  private static String text(Bubble bubble, String path) {
    return bubble.placements().stream()
        .filter(placement -> placement.path().equals(path))
        .findFirst()
        .flatMap(Placement::text)
        .orElseThrow();
  }

  @Test
  void a_module_is_known_by_the_hash_of_its_files() {
    String hash = H1.of(Map.of("a.b/c@v1.0.0/c.go", Parcel.sha256("package c\n".getBytes())));
    Parcel parcel =
        Zips.parcel("a.b/c", "v1.0.0", Map.of("h1", hash), Map.of(), "c.go", "package c\n");
    assertEquals("h1:" + hash, text(place(parcel), ".omnipkg/download/v1.0.0.ziphash"));
  }

  @Test
  void other_files_than_the_vouched_ones_are_refused_loudly() {
    Parcel parcel =
        Zips.parcel(
            "a.b/c", "v1.0.0", Map.of("h1", H1.of(Map.of())), Map.of(), "c.go", "package c\n");
    Diagnostic why = assertThrows(Refusal.class, () -> place(parcel)).diagnostic();
    assertEquals("integrity.module-hash", why.code());
    assertTrue(why.message().startsWith("SECURITY"), why.message());
  }

  @Test
  void a_module_without_go_mod_gets_the_one_the_language_gives_it() {
    Parcel parcel = Zips.parcel("a.b/c", "v1.0.0", Map.of(), Map.of(), "c.go", "package c\n");
    assertEquals("module a.b/c\n", text(place(parcel), ".omnipkg/download/v1.0.0.mod"));
  }

  @Test
  void what_the_go_command_would_write_anew_is_written_as_it_does() {
    String commit = "v0.0.0-20191109021931-daa7c04131f5";
    Parcel plain = Zips.parcel("a.b/c", "v1.0.0", Map.of(), Map.of(), "c.go", "package c\n");
    Parcel pseudo = Zips.parcel("a.b/c", commit, Map.of(), Map.of(), "c.go", "package c\n");
    assertEquals(
        "{\"Version\":\"v1.0.0\",\"Time\":\"0001-01-01T00:00:00Z\"}",
        text(place(plain), ".omnipkg/download/v1.0.0.info"));
    assertEquals(
        "{\"Version\":\"" + commit + "\",\"Time\":\"2019-11-09T02:19:31Z\"}",
        text(place(pseudo), ".omnipkg/download/" + commit + ".info"));
  }

  @Test
  void folders_with_commands_are_found_and_tools_for_building_are_not_taken_for_them() {
    Parcel parcel =
        Zips.parcel(
            "a.b/c",
            "v1.0.0",
            Map.of(),
            Map.of(),
            "c.go",
            "package c\n",
            "gen.go",
            "//go:build ignore\n\npackage main\n",
            "cmd/one/main.go",
            "// One does it.\npackage main\n",
            "cmd/two/a_test.go",
            "package main\n",
            "internal/x/main.go",
            "package main\n",
            "testdata/y/main.go",
            "package main\n");
    assertEquals(List.of("cmd/one"), place(parcel).facts().get("mains"));
    assertEquals(
        List.of("brings when asked for: go:a.b/c/cmd/one"),
        new GoLayout().account(place(parcel).facts()).notes());
  }

  @Test
  void what_a_module_brings_cannot_stand_in_for_our_own_files() {
    Parcel parcel =
        Zips.parcel(
            "a.b/c",
            "v1.0.0",
            Map.of(),
            Map.of(),
            "c.go",
            "package c\n",
            ".omnipkg/bin/c",
            "evil",
            ".omnipkg/download/v1.0.0.mod",
            "module evil\n");
    List<String> paths = place(parcel).placements().stream().map(Placement::path).toList();
    assertEquals(
        List.of(
            "c.go",
            ".omnipkg/download/v1.0.0.mod",
            ".omnipkg/download/v1.0.0.ziphash",
            ".omnipkg/download/v1.0.0.info"),
        paths);
  }
}
