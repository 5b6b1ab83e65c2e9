package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Progress;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep.Flaw;

class MendingTest {
  private static final Store.Origin ORIGIN =
      new Store.Origin(new Pin(new PackageName("python", "rich"), "1.0"), "0".repeat(64));

  @TempDir Path folder;
  private DiskStore store;
  private Digest digest;
  private Bubble bubble;
  private Store.Tree tree;
  private Path file;
  private Path object;
  private Path link;

  @BeforeEach
  void open() throws IOException {
    store = new DiskStore(folder.resolve("store"));
    digest = put();
    bubble =
        new Bubble(
            "rich-1",
            List.of(
                new Placement("a/b.py", Optional.of(digest), Optional.empty(), false),
                Placement.text("a/c.py", "text", false)),
            Map.of());
    tree = store.makeTree("py", bubble, ORIGIN);
    file = tree.path().resolve("a/b.py");
    object = store.object(digest, false).orElseThrow();
    link = Files.createLink(folder.resolve("in an environment"), file);
  }

  private Digest put() throws IOException {
    return store.put(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)), false);
  }

  private List<String> flaws() {
    return store.verify(Progress.SILENT).stream()
        .map(
            flaw ->
                flaw.tree()
                    + " "
                    + flaw.subject().replace(digest.sha256(), "D")
                    + " "
                    + flaw.text())
        .toList();
  }

  /** Writes where the bytes lie, as nobody but root can. */
  private static void write(Path file, String text) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, text);
  }

  private void whole() throws IOException {
    assertEquals(List.of(), flaws());
    assertEquals("abc", Files.readString(file));
    assertEquals("abc", Files.readString(link));
    assertEquals("abc", Files.readString(object));
    assertTrue(store.sound("py", "rich-1").isPresent());
  }

  @Test
  void what_it_was_made_of_stands_beside_it() {
    assertEquals(Optional.of(ORIGIN), tree.origin());
    assertEquals(Optional.of(ORIGIN), store.tree("py", "rich-1").orElseThrow().origin());
    assertEquals(
        List.of("a/b.py", "a/c.py"),
        store.items("py", "rich-1").orElseThrow().stream().map(item -> item.path()).toList());
  }

  @Test
  void a_file_written_in_place_is_whole_everywhere_once_its_artifact_came_again()
      throws IOException {
    write(file, "xyz");
    assertEquals(" D-3 has other content", flaws().get(0));
    assertEquals(Optional.empty(), store.sound("py", "rich-1"));
    put();
    store.makeTree("py", bubble, ORIGIN);
    whole();
  }

  @Test
  void rotten_bytes_of_the_right_size_and_age_are_found_by_reading() throws IOException {
    write(file, "xyz");
    Files.setLastModifiedTime(file, Objects.AGE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertTrue(store.sound("py", "rich-1").isPresent(), "a look does not find it");
    assertEquals(List.of(" D-3 has other content"), flaws());
    assertFalse(store.mend(digest, false));
    assertEquals(List.of(digest), store.mend("py", "rich-1"));
    assertEquals(Optional.empty(), store.sound("py", "rich-1"), "known now, so a look tells");
    put();
    store.makeTree("py", bubble, ORIGIN);
    whole();
  }

  @Test
  void a_file_put_in_the_place_of_another_is_replaced_without_the_artifact() throws IOException {
    Files.delete(file);
    Path his = Files.writeString(folder.resolve("his own"), "strange");
    Files.createLink(file, his);
    assertEquals(List.of("py/rich-1 a/b.py has 7 bytes, not 3"), flaws());
    assertTrue(store.sound("py", "rich-1").isPresent());
    whole();
    assertEquals("strange", Files.readString(his), "a stranger's file is not written to");
  }

  @Test
  void a_missing_file_a_folder_in_its_place_and_a_lost_object_are_mended() throws IOException {
    Files.delete(file);
    assertEquals(List.of("py/rich-1 a/b.py is missing"), flaws());
    Files.createDirectories(file.resolve("inside"));
    assertEquals(List.of("py/rich-1 a/b.py is no file any more"), flaws());
    assertEquals(List.of(), store.mend("py", "rich-1"));
    Files.delete(object);
    assertEquals(List.of("py/rich-1 a/b.py has lost its object"), flaws());
    assertTrue(store.mend(digest, false));
    whole();
  }

  @Test
  void a_missing_folder_is_made_again_and_closed_like_the_others() throws IOException {
    Path inner = tree.path().resolve("a");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxr-xr-x"));
    Removal.of(inner);
    assertTrue(store.sound("py", "rich-1").isPresent());
    whole();
    assertEquals("r-xr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)));
  }

  @Test
  void an_object_with_the_wrong_age_or_mode_is_dressed_again() throws IOException {
    Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals(List.of(" D-3 has mode rw-rw-rw-"), flaws());
    assertTrue(store.mend(digest, false));
    whole();
  }

  @Test
  void a_file_that_does_not_belong_is_told() throws IOException {
    Files.writeString(tree.path().resolve("a/new.py"), "");
    List<Flaw> flaws = store.verify(Progress.SILENT);
    assertEquals(List.of("py/rich-1 a/new.py does not belong there"), flaws());
    assertEquals(Optional.empty(), flaws.get(0).item());
    store.remove(tree, "a/new.py");
    whole();
  }

  @Test
  void a_tree_without_its_list_of_files_is_made_again_in_its_place() throws IOException {
    Files.delete(TreeNames.files(tree.path()));
    assertEquals(Optional.empty(), store.sound("py", "rich-1"));
    store.makeTree("py", bubble, ORIGIN);
    whole();
  }

  @Test
  void paths_of_any_name_come_back_from_the_list_of_files() throws IOException {
    List<String> names = List.of("a\nb", "a\\nb", "a b", "é", "a\rb");
    store.makeTree(
        "py",
        new Bubble("odd", names.stream().map(n -> Placement.text(n, n, false)).toList(), Map.of()));
    assertEquals(
        names, store.items("py", "odd").orElseThrow().stream().map(item -> item.path()).toList());
  }
}
