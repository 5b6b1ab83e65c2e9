package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

class OwnTreesTest {
  private static final FileTime AGE = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path home;
  private DiskEnvironments environments;
  private Path one;
  private Path two;
  private Map<Path, String> store;

  @BeforeEach
  void stored() throws IOException {
    environments = new DiskEnvironments(() -> home);
    one = home.resolve("store/py/one");
    two = home.resolve("store/py/two");
    file(one, "package/code.py", "code\n");
    file(one, "package/deep/more.py", "more\n");
    file(one, "large.bin", "\0".repeat((128 << 10) + 1));
    file(two, "other.py", "other\n");
    file(two, "inner/third.py", "third\n");
    Files.createSymbolicLink(two.resolve("inner/neighbour"), Path.of("../../one/package"));
    Files.createDirectories(one.resolve("package/__pycache__"));
    close(one, "package/deep", "package");
    Files.writeString(home.resolve("store/pyvenv.cfg"), "# marker\n");
    store = looks(home.resolve("store"));
  }

  private static void file(Path tree, String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, AGE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
  }

  private static void close(Path tree, String... folders) throws IOException {
    for (String folder : folders) {
      Files.setPosixFilePermissions(
          tree.resolve(folder), PosixFilePermissions.fromString("r-xr-xr-x"));
    }
  }

  /** Every byte and mode. */
  private static Map<Path, String> looks(Path top) throws IOException {
    Map<Path, String> looks = new TreeMap<>();
    List<Path> all;
    try (Stream<Path> files = Files.walk(top)) {
      all = files.toList();
    }
    for (Path path : all) {
      String content =
          Files.isSymbolicLink(path)
              ? Files.readSymbolicLink(path).toString()
              : Files.isDirectory(path) ? "" : Files.readString(path);
      looks.put(
          path, Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) + " " + content);
    }
    return looks;
  }

  private Environments.Generation commit(String environment, Path... trees) {
    return commit(environment, Environments.Sharing.COPIES, trees);
  }

  private Environments.Generation commit(
      String environment, Environments.Sharing sharing, Path... trees) {
    State state = Samples.state("install");
    Runtime runtime = state.runtimes().get(0);
    List<Prefix.Tree> linked = new ArrayList<>();
    for (Path tree : trees) {
      linked.add(new Prefix.Tree(state.nodes().get(0), tree, Map.of(), true));
    }
    Environments.Part part =
        new Environments.Part(runtime, linked, List.of(), Optional.empty(), OwnTreesTest::layout);
    try (Environments.Hold hold = environments.hold(environment, Duration.ZERO, Progress.SILENT)) {
      return environments.commit(
          hold,
          state,
          new Environments.PrefixInput(List.of(part), Optional.empty(), Map.of(), sharing),
          Progress.SILENT);
    }
  }

  private static List<Step> layout(Prefix prefix) {
    return List.of(
        new Step.Merge(
            prefix.farm(),
            prefix.trees().stream().map(t -> new Step.Part(t.path(), Set.<String>of())).toList(),
            Set.of("__pycache__")));
  }

  private Path farm(Environments.Generation generation) {
    return environments.farm(generation);
  }

  @Test
  void what_is_written_changed_opened_or_deleted_through_an_environment_stays_in_it()
      throws IOException {
    Path farm = farm(commit("a", one, two));
    Map<Path, String> other = looks(farm(commit("b", one, two)).toRealPath());
    Path code = farm.resolve("package/code.py");
    Files.setPosixFilePermissions(code, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.writeString(code, "changed");
    Path deep = farm.resolve("package/deep");
    Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.delete(deep.resolve("more.py"));
    Files.writeString(deep.resolve("data"), "data");
    Path large = farm.resolve("large.bin");
    Files.setPosixFilePermissions(large, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(large, "more", StandardOpenOption.APPEND);
    Path linked = farm.resolve("inner/neighbour/code.py");
    assertEquals("changed", Files.readString(linked));
    assertEquals(store, looks(home.resolve("store")));
    assertEquals(other, looks(farm(environments.current("b").orElseThrow()).toRealPath()));
  }

  @Test
  void the_next_generation_is_as_stored_and_what_was_written_is_kept_aside() throws IOException {
    Environments.Generation before = commit("a", one, two);
    assertEquals(Set.of(), environments.changed(before));
    Path code = farm(before).resolve("package/code.py");
    Files.setPosixFilePermissions(code, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(code, "changed");
    Files.setPosixFilePermissions(
        farm(before).resolve("package/deep"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(farm(before).resolve("package/deep/more.py"));
    Files.writeString(farm(before).resolve("package/deep/data"), "data");
    assertEquals(Set.of("py/one"), environments.changed(before));
    Environments.Generation after = commit("a", one, two);
    assertEquals(Set.of(), environments.changed(after));
    assertEquals("code\n", Files.readString(farm(after).resolve("package/code.py")));
    assertEquals("more\n", Files.readString(farm(after).resolve("package/deep/more.py")));
    assertFalse(Files.exists(farm(after).resolve("package/deep/data")));
    Path aside = environments.link("a").resolveSibling("aside/0001/py/one/package");
    assertEquals("changed", Files.readString(aside.resolve("code.py")));
    assertEquals("data", Files.readString(aside.resolve("deep/data")));
    assertEquals(store, looks(home.resolve("store")));
  }

  @Test
  void a_mode_alone_is_put_right_in_place() throws IOException {
    Environments.Generation before = commit("a", one);
    Path code = farm(before).resolve("package/code.py");
    Files.setPosixFilePermissions(code, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(Set.of("py/one"), environments.changed(before));
    Path now = farm(commit("a", one)).resolve("package/code.py");
    assertEquals("r--r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(now)));
    assertFalse(Files.exists(environments.link("a").resolveSibling("aside")));
  }

  @Test
  void a_copy_is_made_once_and_goes_with_the_last_generation_that_uses_it() throws IOException {
    Environments.Generation first = commit("a", one, two);
    Object inode = inode(first);
    Environments.Generation second = commit("a", one);
    assertEquals(inode, inode(second));
    assertEquals(Set.of("py/one", "py/two"), environments.own(first));
    Path own = environments.link("a").resolveSibling("own/py");
    assertTrue(Files.exists(own.resolve("two/other.py")));
    try (Environments.Hold hold = environments.hold("a", Duration.ZERO, Progress.SILENT)) {
      environments.prune(hold, 1);
    }
    assertFalse(Files.exists(own.resolve("two")));
    assertEquals(inode, inode(second));
  }

  private Object inode(Environments.Generation generation) throws IOException {
    return Files.getAttribute(farm(generation).resolve("package/code.py"), "unix:ino");
  }

  @Test
  void what_a_killed_attempt_left_is_swept_away() throws IOException {
    commit("a", one);
    Path own = environments.link("a").resolveSibling("own");
    Files.createDirectories(own.resolve(".new-1/py/two"));
    Files.createDirectories(own.resolve("py/nobody's"));
    commit("a", one);
    try (Stream<Path> all = Files.list(own)) {
      assertEquals(
          List.of("py", "pyvenv.cfg"), all.map(p -> p.getFileName().toString()).sorted().toList());
    }
    assertFalse(Files.exists(own.resolve("py/nobody's")));
  }

  @Test
  void caches_are_neither_changes_nor_forgotten() throws IOException {
    Environments.Generation made = commit("a", one);
    Files.writeString(farm(made).resolve("package/__pycache__/own.pyc"), "own");
    Files.writeString(one.resolve("package/__pycache__/code.pyc"), "stored");
    environments.refresh(Set.of("py/one"));
    assertEquals("stored", Files.readString(farm(made).resolve("package/__pycache__/code.pyc")));
    assertEquals(Set.of(), environments.changed(made));
  }

  @Test
  void links_stay_to_be_had_and_copies_go_with_them() throws IOException {
    commit("a", one);
    Environments.Generation linked = commit("a", Environments.Sharing.LINKS, one);
    assertEquals(one.resolve("package").toRealPath(), farm(linked).resolve("package").toRealPath());
    assertEquals(Set.of(), environments.own(linked));
    try (Environments.Hold hold = environments.hold("a", Duration.ZERO, Progress.SILENT)) {
      environments.prune(hold, 1);
    }
    assertFalse(Files.exists(environments.link("a").resolveSibling("own/py")));
  }

  @Test
  void an_environment_of_one_build_shares() throws IOException {
    Environments.Generation made = commit(".build-00000000-0000-0000-0000-000000000000", one);
    assertEquals(one.resolve("package").toRealPath(), farm(made).resolve("package").toRealPath());
  }
}
