package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Step;

class LinkingTest {
  @TempDir Path folder;
  private Path one;
  private Path two;
  private Path into;
  private @Nullable Path launcher;

  @BeforeEach
  void trees() throws IOException {
    one = folder.resolve("one");
    two = folder.resolve("two");
    into = folder.resolve("into");
    file(one, "alone/deep/a.py");
    file(one, "shared/one.py");
    file(one, "shared/sub/x.py");
    file(one, "single.py");
    file(one, "__pycache__/single.pyc");
    file(two, "shared/two.py");
    file(two, "single.py");
  }

  private static void file(Path tree, String path) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, tree.getFileName() + ":" + path);
  }

  private void run(Step... steps) throws IOException {
    new Linking(Optional.ofNullable(launcher)).run(List.of(steps), Progress.SILENT);
  }

  private void merge(Set<String> real) throws IOException {
    run(
        new Step.Merge(
            into,
            List.of(new Step.Part(one, real), new Step.Part(two, Set.of())),
            Set.of("__pycache__")));
  }

  private boolean real(String path) {
    return Files.isDirectory(into.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  private void same(String path, Path source) throws IOException {
    assertTrue(Files.isRegularFile(into.resolve(path), LinkOption.NOFOLLOW_LINKS), path);
    assertEquals(-1, Files.mismatch(into.resolve(path), source.resolve(path)), path);
    assertFalse(Files.isSameFile(into.resolve(path), source.resolve(path)), path);
  }

  @Test
  void a_folder_with_one_owner_is_a_link() throws IOException {
    merge(Set.of());
    assertEquals(one.resolve("alone"), Files.readSymbolicLink(into.resolve("alone")));
  }

  @Test
  void a_shared_folder_is_real_and_merged() throws IOException {
    merge(Set.of());
    assertTrue(real("shared"));
    same("shared/one.py", one);
    same("shared/two.py", two);
    assertEquals(one.resolve("shared/sub"), Files.readSymbolicLink(into.resolve("shared/sub")));
  }

  @Test
  void the_first_of_two_files_wins() throws IOException {
    merge(Set.of());
    same("single.py", one);
  }

  @Test
  void named_folders_are_real_at_the_top() throws IOException {
    merge(Set.of());
    assertTrue(real("__pycache__"));
    same("__pycache__/single.pyc", one);
  }

  @Test
  void a_spine_is_real_down_to_its_end_and_linked_beside_it() throws IOException {
    file(one, "alone/other/b.py");
    file(one, "alone/deep/er/c.py");
    merge(Set.of("alone", "alone/deep"));
    assertTrue(real("alone") && real("alone/deep"));
    same("alone/deep/a.py", one);
    assertTrue(Files.isSymbolicLink(into.resolve("alone/other")));
    assertTrue(Files.isSymbolicLink(into.resolve("alone/deep/er")));
  }

  @Test
  void a_whole_part_is_real_everywhere() throws IOException {
    merge(Set.of("**"));
    assertTrue(real("alone/deep"));
    same("alone/deep/a.py", one);
    same("shared/sub/x.py", one);
  }

  @Test
  void what_is_there_already_stays() throws IOException {
    file(into, "single.py");
    file(into, "alone/mine.py");
    merge(Set.of());
    assertEquals("into:single.py", Files.readString(into.resolve("single.py")));
    assertTrue(Files.exists(into.resolve("alone/mine.py")));
    assertTrue(Files.isSymbolicLink(into.resolve("alone/deep")));
  }

  @Test
  void copies_share_nothing_with_their_source() throws IOException {
    assertTrue(one.resolve("single.py").toFile().setWritable(false));
    run(new Step.Copy(into, one), new Step.Copy(into, two));
    assertTrue(
        Files.getPosixFilePermissions(into.resolve("single.py"))
            .contains(java.nio.file.attribute.PosixFilePermission.OWNER_WRITE));
    assertFalse(Files.isSameFile(into.resolve("single.py"), one.resolve("single.py")));
    assertEquals("one:single.py", Files.readString(into.resolve("single.py")));
    assertEquals("two:shared/two.py", Files.readString(into.resolve("shared/two.py")));
  }

  @Test
  void a_large_file_is_linked_and_a_small_one_copied_with_its_age() throws IOException {
    Path large = Files.write(one.resolve("large"), new byte[(128 << 10) + 1]);
    Files.setLastModifiedTime(
        one.resolve("single.py"), java.nio.file.attribute.FileTime.fromMillis(1_577_836_800_000L));
    run(
        new Step.Hardlink(into.resolve("large"), large),
        new Step.Hardlink(into.resolve("small"), one.resolve("single.py")));
    assertTrue(Files.isSameFile(into.resolve("large"), large));
    assertFalse(Files.isSameFile(into.resolve("small"), one.resolve("single.py")));
    assertEquals(
        Files.getLastModifiedTime(one.resolve("single.py")),
        Files.getLastModifiedTime(into.resolve("small")));
  }

  @Test
  void large_text_is_copied_for_people_edit_it() throws IOException {
    Path text = Files.writeString(one.resolve("module.py"), "# much\n".repeat(30_000));
    run(new Step.Hardlink(into.resolve("module.py"), text));
    same("module.py", one);
  }

  @Test
  void the_launcher_is_an_environments_own_whatever_its_size() throws IOException {
    launcher = Files.write(one.resolve("launcher"), new byte[(128 << 10) + 1]);
    run(
        new Step.Hardlink(into.resolve("launcher"), launcher),
        new Step.Hardlink(into.resolve("bin/again"), launcher));
    same("launcher", one);
    assertTrue(Files.isSameFile(into.resolve("bin/again"), into.resolve("launcher")));
  }

  @Test
  void a_write_never_goes_through_a_link_into_the_store() throws IOException {
    run(new Step.Hardlink(into.resolve("f"), one.resolve("single.py")));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> run(new Step.Write(into.resolve("f"), "no", false)));
    assertEquals("one:single.py", Files.readString(one.resolve("single.py")));
  }

  @Test
  void a_link_the_file_system_refuses_becomes_a_copy() throws IOException {
    Path other = Path.of("/dev/shm");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(folder)));
    Path source = Files.createTempFile(other, "omnipkg", "");
    try {
      Files.writeString(source, "far");
      Files.setLastModifiedTime(
          source, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
      run(new Step.Hardlink(into.resolve("f"), source));
      assertArrayEquals(Files.readAllBytes(source), Files.readAllBytes(into.resolve("f")));
      assertEquals(Files.getLastModifiedTime(source), Files.getLastModifiedTime(into.resolve("f")));
    } finally {
      Files.delete(source);
    }
  }

  @Test
  void written_programs_can_be_run() throws IOException {
    run(
        new Step.Write(into.resolve("bin/x"), "ä", true),
        new Step.Symlink(into.resolve("y"), "bin/x"),
        new Step.Directory(into.resolve("d/e")));
    assertTrue(Files.isExecutable(into.resolve("y")));
    assertEquals("ä", Files.readString(into.resolve("y")));
    assertTrue(Files.isDirectory(into.resolve("d/e")));
  }
}
