package org.omnipkg.ecosystem.node.internal.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.tck.SmallArchives;

class CommitTarTest {
  private static final int KIND = 156;
  @TempDir Path folder;

  private Path written(byte[] tar) throws IOException {
    return Files.write(folder.resolve("all.tar"), tar);
  }

  private static Map<String, String> files(String... namesAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return files;
  }

  @Test
  void what_is_chosen_is_copied_as_it_stands() throws IOException {
    Path all = written(SmallArchives.tar(files("t/a", "one", "t/b/c", "x".repeat(700), "t/d", "")));
    CommitTar tar = CommitTar.of(all);
    assertEquals(Set.of("a", "b/c", "d"), tar.files());
    assertEquals("one", tar.text("a"));
    Path some = folder.resolve("some.tar");
    tar.copy(Set.of("b/c", "d"), some);
    assertArrayEquals(
        SmallArchives.tar(files("t/b/c", "x".repeat(700), "t/d", "")), Files.readAllBytes(some));
  }

  @Test
  void links_and_folders_are_no_files_and_a_long_name_comes_along() throws IOException {
    String name = "t/" + "long/".repeat(30) + "name";
    String record = "path=" + name + "\n";
    byte[] bytes =
        SmallArchives.tar(files("t/link", "", "t/pax", "167 " + record, "t/short", "text"));
    bytes[KIND] = '2';
    bytes[512 + KIND] = 'x';
    CommitTar tar = CommitTar.of(written(bytes));
    String inner = name.substring(2);
    assertEquals(Set.of(inner), tar.files());
    assertEquals("text", tar.text(inner));
    Path some = folder.resolve("some.tar");
    tar.copy(tar.files(), some);
    assertArrayEquals(Arrays.copyOfRange(bytes, 512, bytes.length), Files.readAllBytes(some));
  }

  @Test
  void what_is_no_archive_is_said_and_so_is_one_that_ends_early() throws IOException {
    Path none = written("x".repeat(1024).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThrows(IOException.class, () -> CommitTar.of(none));
    byte[] cut = Arrays.copyOf(SmallArchives.tar(files("t/a", "x".repeat(700))), 600);
    CommitTar tar = CommitTar.of(written(cut));
    assertThrows(IOException.class, () -> tar.text("a"));
    assertThrows(IOException.class, () -> tar.copy(tar.files(), folder.resolve("some")));
  }
}
