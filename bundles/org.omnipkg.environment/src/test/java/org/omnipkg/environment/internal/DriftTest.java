package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Trace;

class DriftTest {
  @TempDir Path home;
  private DiskEnvironments environments;
  private Path tree;

  @BeforeEach
  void open() throws IOException {
    environments = new DiskEnvironments(() -> home);
    tree = Files.createDirectories(home.resolve("store/py/tree"));
    Files.createDirectories(tree.resolve("package"));
    Files.writeString(tree.resolve("package/code.py"), "code\n");
    Files.writeString(tree.resolve("module.py"), "module\n");
  }

  private Environments.Generation commit(Environments.PrefixInput input, String... carried) {
    State with = Samples.state("install").draft().carried(List.of(carried)).state();
    try (Environments.Hold hold = environments.hold("e", Duration.ZERO, Progress.SILENT)) {
      return environments.commit(
          hold,
          with,
          input,
          prefix ->
              List.of(
                  new Step.Write(prefix.root().resolve("bin/run"), "#!run\n", true),
                  new Step.Directory(prefix.root().resolve("site")),
                  new Step.Merge(
                      prefix.farm().resolve("site"),
                      List.of(new Step.Part(tree, Set.of())),
                      Set.of("__pycache__"))),
          Progress.SILENT);
    }
  }

  private Environments.Generation commit() {
    return commit(Samples.INPUT);
  }

  private Environments.Generation next(
      Environments.Generation before, Map<String, String> moved, String... carried) {
    return commit(
        new Environments.PrefixInput(
            Samples.RUNTIME,
            List.of(),
            Optional.empty(),
            Optional.of(before),
            moved,
            Environments.Sharing.LINKS),
        carried);
  }

  private List<String> traces(Environments.Generation generation) {
    return environments.traces(generation).stream()
        .map(trace -> trace.kind() + " " + trace.place() + " " + trace.path())
        .toList();
  }

  @Test
  void a_fresh_generation_is_not_touched() {
    Environments.Generation made = commit();
    assertFalse(environments.touched(made));
    assertEquals(List.of(), traces(made));
  }

  @Test
  void what_was_added_removed_and_changed_is_told_with_its_place() throws IOException {
    Environments.Generation made = commit();
    Files.createDirectories(made.root().resolve("site/new"));
    Files.writeString(made.root().resolve("site/new/file with % and\nlines"), "x");
    Files.writeString(made.root().resolve("bin/run"), "longer than before");
    Files.delete(environments.farm(made).resolve("site/package"));
    assertTrue(environments.touched(made));
    assertEquals(
        List.of(
            "CHANGED PREFIX bin/run",
            "ADDED PREFIX site/new/",
            "ADDED PREFIX site/new/file with % and\nlines",
            "REMOVED FARM site/package"),
        traces(made));
  }

  @Test
  void a_change_that_keeps_size_and_time_of_the_folder_is_seen() throws IOException {
    Environments.Generation made = commit();
    Path module = environments.farm(made).resolve("site/module.py");
    Files.writeString(module, "MODULE\n");
    assertEquals(List.of("CHANGED FARM site/module.py"), traces(made));
  }

  @Test
  void modes_are_seen() throws IOException {
    Environments.Generation made = commit();
    Files.setPosixFilePermissions(
        made.root().resolve("bin/run"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertTrue(environments.touched(made));
    assertEquals(List.of("CHANGED PREFIX bin/run"), traces(made));
  }

  @Test
  void caches_are_nobodys_drift() throws IOException {
    Environments.Generation made = commit();
    Path cache = Files.createDirectories(made.root().resolve("site/__pycache__"));
    Files.writeString(cache.resolve("module.pyc"), "bytes");
    assertFalse(environments.touched(made));
    assertEquals(List.of(), traces(made));
  }

  @Test
  void the_store_behind_a_link_is_not_looked_into() throws IOException {
    Environments.Generation made = commit();
    Files.writeString(tree.resolve("package/more.py"), "more");
    assertFalse(environments.touched(made));
  }

  @Test
  void another_process_sees_the_same() throws IOException {
    Environments.Generation made = commit();
    Files.writeString(made.root().resolve("site/loose.py"), "x");
    DiskEnvironments other = new DiskEnvironments(() -> home);
    assertEquals(
        List.of(new Trace(Trace.Kind.ADDED, Trace.Place.PREFIX, "site/loose.py")),
        other.traces(made));
  }

  @Test
  void writing_to_a_small_file_of_a_generation_leaves_the_store_alone() throws IOException {
    Environments.Generation made = commit();
    Files.writeString(environments.farm(made).resolve("site/module.py"), "harm");
    assertEquals("module\n", Files.readString(tree.resolve("module.py")));
  }

  @Test
  void carried_files_come_along_with_time_mode_and_the_new_generations_name() throws IOException {
    Environments.Generation first = commit();
    Path script = Files.writeString(first.root().resolve("bin/mine"), "#!" + first.root() + "/x\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("r-xr-x---"));
    FileTime then = FileTime.from(Instant.parse("2021-02-03T04:05:06Z"));
    Files.setLastModifiedTime(script, then);
    Path folder = Files.createDirectories(first.root().resolve("share/mine/deep"));
    Files.writeString(folder.resolve("data"), "data");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("../elsewhere"));
    Files.createSymbolicLink(folder.resolve("run"), first.root().resolve("bin/run"));
    Environments.Generation second = next(first, Map.of(), "bin/mine", "share/mine/");
    Path carried = second.root().resolve("bin/mine");
    assertEquals("#!" + second.root() + "/x\n", Files.readString(carried));
    assertEquals(then, Files.getLastModifiedTime(carried));
    assertEquals(
        "r-xr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(carried)));
    Path deep = second.root().resolve("share/mine/deep");
    assertEquals("data", Files.readString(deep.resolve("data")));
    assertEquals(Path.of("../elsewhere"), Files.readSymbolicLink(deep.resolve("link")));
    assertEquals(second.root().resolve("bin/run"), Files.readSymbolicLink(deep.resolve("run")));
    assertFalse(environments.touched(second));
    assertTrue(Files.exists(script), "nothing is taken from the old generation");
  }

  @Test
  void a_carried_file_replaces_the_packages_own() throws IOException {
    Environments.Generation first = commit();
    Files.writeString(first.root().resolve("bin/run"), "mine");
    Environments.Generation second = next(first, Map.of(), "bin/run");
    assertEquals("mine", Files.readString(second.root().resolve("bin/run")));
  }

  @Test
  void carried_files_move_where_they_are_told_to() throws IOException {
    Environments.Generation first = commit();
    Files.writeString(first.root().resolve("site/old.py"), "x");
    Environments.Generation second = next(first, Map.of("lib/new.py", "site/old.py"), "lib/new.py");
    assertEquals("x", Files.readString(second.root().resolve("lib/new.py")));
    assertFalse(Files.exists(second.root().resolve("site/old.py")));
  }

  @Test
  void nothing_is_carried_through_a_link_into_the_store() throws IOException {
    Environments.Generation first = commit();
    Path farm = environments.farm(first);
    Files.delete(farm.resolve("site/package"));
    Files.createDirectories(farm.resolve("site/package"));
    Files.writeString(farm.resolve("site/package/stray.txt"), "x");
    next(first, Map.of(), "farm:site/package/stray.txt");
    assertFalse(Files.exists(tree.resolve("package/stray.txt"), LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void a_path_out_of_the_generation_is_never_carried() {
    Environments.Generation first = commit();
    assertEquals(
        "environment.unwritable",
        org.junit.jupiter.api.Assertions.assertThrows(
                org.omnipkg.model.Refusal.class, () -> next(first, Map.of(), "../0009/x"))
            .diagnostic()
            .code());
  }

  @Test
  void the_list_of_files_goes_with_its_generation() throws IOException {
    Environments.Generation first = commit();
    next(first, Map.of());
    Path files = home.resolve("env/e/state/0001.files");
    assertTrue(Files.exists(files));
    try (Environments.Hold hold = environments.hold("e", Duration.ZERO, Progress.SILENT)) {
      environments.prune(hold, 1);
    }
    assertFalse(Files.exists(files));
    assertNotEquals(List.of(), environments.generations("e"));
  }

  @Test
  void an_older_generation_without_a_list_counts_as_untouched() throws IOException {
    Environments.Generation made = commit();
    Files.delete(home.resolve("env/e/state/0001.files"));
    Files.writeString(made.root().resolve("site/loose.py"), "x");
    DiskEnvironments other = new DiskEnvironments(() -> home);
    assertFalse(other.touched(made));
    assertEquals(List.of(), other.traces(made));
  }
}
