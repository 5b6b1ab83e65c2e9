package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Packing.Links;

/** What languages other than Python pack, and what can be hidden in it. */
class PackingTest {
  private static final Rules GEM =
      Rules.of(
          new Packing(
              "tar", 0, Links.COPIED, true, Map.of("data.tar.gz", "tar.gz", "metadata.gz", "gz")));

  @TempDir Path folder;

  private interface Writing {
    void to(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      writing.to(tar);
    }
    return out.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static void file(TarArchiveOutputStream tar, String name, String content)
      throws IOException {
    file(tar, name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void link(TarArchiveOutputStream tar, String name, String target)
      throws IOException {
    link(tar, name, target, TarConstants.LF_SYMLINK);
  }

  private static void link(TarArchiveOutputStream tar, String name, String target, byte type)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static byte[] gz(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(plain);
    }
    return out.toByteArray();
  }

  private Path saved(byte[] content) throws IOException {
    return Files.write(folder.resolve("x"), content);
  }

  private Path gem(Writing data) throws IOException {
    return saved(
        tar(
            tar -> {
              file(tar, "metadata.gz", gz("name: x".getBytes(StandardCharsets.UTF_8)));
              file(tar, "data.tar.gz", gz(tar(data)));
            }));
  }

  private static Rules links(Links links) {
    return Rules.of(new Packing("tar", 1, links, true, Map.of()));
  }

  @Test
  void a_gem_is_told_with_what_is_in_its_archives() throws IOException {
    Path gem =
        gem(
            tar -> {
              file(tar, "lib/x.rb", "puts 1");
              link(tar, "lib/y.rb", "x.rb");
            });
    Unpacked out = Unpacked.of(gem, GEM);
    assertEquals(
        List.of("metadata.gz/metadata", "data.tar.gz/lib/x.rb", "data.tar.gz/lib/y.rb"),
        out.entries().stream().map(entry -> entry.path()).toList());
    assertEquals("name: x", out.files().get("metadata.gz/metadata"));
    assertEquals(out.entries().get(1).digest(), out.entries().get(2).digest());
  }

  @Test
  void an_inner_archive_is_not_trusted_more_than_the_outer_one() throws IOException {
    Path traversal = gem(tar -> file(tar, "../../escape", "x"));
    Unpacked.refused("archive.path-traversal", () -> Unpacked.of(traversal, GEM));
    Path absolute = gem(tar -> file(tar, "/etc/passwd", "x"));
    Unpacked.refused("archive.absolute-path", () -> Unpacked.of(absolute, GEM));
    Path twice =
        gem(
            tar -> {
              file(tar, "a", "1");
              file(tar, "a", "2");
            });
    Unpacked.refused("archive.duplicate-entry", () -> Unpacked.of(twice, GEM));
    Path out = gem(tar -> link(tar, "a", "../../x"));
    Unpacked.refused("archive.symlink-escape", () -> Unpacked.of(out, GEM));
    Path up = gem(tar -> link(tar, "a", "../metadata.gz"));
    Unpacked.refused("archive.symlink-escape", () -> Unpacked.of(up, GEM));
    Path device = gem(tar -> link(tar, "a", "", TarConstants.LF_CHR));
    Unpacked.refused("archive.special-file", () -> Unpacked.of(device, GEM));
  }

  @Test
  void nobody_else_writes_where_an_inner_archive_is_told() throws IOException {
    Path mixed =
        saved(
            tar(
                tar -> {
                  file(tar, "data.tar.gz", gz(tar(data -> file(data, "a", "1"))));
                  file(tar, "data.tar.gz/a", "2");
                }));
    Unpacked.refused("archive.collision", () -> Unpacked.of(mixed, GEM));
    Path twice =
        saved(
            tar(
                tar -> {
                  file(tar, "data.tar.gz", gz(tar(data -> file(data, "a", "1"))));
                  file(tar, "data.tar.gz", gz(tar(data -> file(data, "a", "2"))));
                }));
    Unpacked.refused("archive.duplicate-entry", () -> Unpacked.of(twice, GEM));
  }

  @Test
  void a_damaged_inner_archive_is_told_as_such() throws IOException {
    byte[] packed = gz(tar(data -> file(data, "a", "1")));
    Path cut = saved(tar(tar -> file(tar, "data.tar.gz", java.util.Arrays.copyOf(packed, 40))));
    Unpacked.refused("archive.corrupt", () -> Unpacked.of(cut, GEM));
    Path none = saved(tar(tar -> file(tar, "data.tar.gz", "no archive")));
    Unpacked.refused("archive.corrupt", () -> Unpacked.of(none, GEM));
    Path behind =
        saved(
            tar(
                tar ->
                    file(tar, "data.tar.gz", java.util.Arrays.copyOf(packed, packed.length + 7))));
    Unpacked.refused("archive.corrupt", () -> Unpacked.of(behind, GEM));
  }

  @Test
  void limits_count_over_inner_archives_too() throws IOException {
    Path bomb = gem(tar -> file(tar, "zeros", new byte[70 << 20]));
    Unpacked.refused("archive.bomb", () -> Unpacked.of(bomb, GEM));
    Path single =
        saved(
            tar(
                tar -> {
                  file(tar, "metadata.gz", gz(new byte[70 << 20]));
                }));
    Unpacked.refused("archive.bomb", () -> Unpacked.of(single, GEM));
    Rules few =
        new Rules(
            "tar",
            org.omnipkg.archive.Unpacker.Links.COPIED,
            false,
            true,
            0,
            1 << 20,
            4,
            Map.of("data.tar.gz", "tar.gz"));
    Path many =
        gem(
            tar -> {
              file(tar, "a", "1");
              file(tar, "b", "1");
              file(tar, "c", "1");
            });
    Unpacked.refused("archive.bomb", () -> Unpacked.of(many, few));
  }

  @Test
  void a_folder_of_copies_costs_what_it_holds() throws IOException {
    Rules few =
        new Rules(
            "tar", org.omnipkg.archive.Unpacker.Links.COPIED, false, true, 0, 1000, 50, Map.of());
    Path many =
        saved(
            tar(
                tar -> {
                  for (int i = 0; i < 10; i++) {
                    file(tar, "d/" + i, "1");
                  }
                  for (int i = 0; i < 10; i++) {
                    link(tar, "l" + i, "d");
                  }
                }));
    Unpacked.refused("archive.bomb", () -> Unpacked.of(many, few));
    Path large =
        saved(
            tar(
                tar -> {
                  file(tar, "a", new byte[600]);
                  link(tar, "b", "a");
                }));
    Unpacked.refused("archive.bomb", () -> Unpacked.of(large, few));
  }

  @Test
  void a_zip_inside_an_archive_is_not_opened() throws IOException {
    Rules rules = Rules.of(new Packing("tar", 0, Links.DROPPED, true, Map.of("a.zip", "zip")));
    Path archive = saved(tar(tar -> file(tar, "a.zip", "PK")));
    Unpacked.refused("archive.unsupported", () -> Unpacked.of(archive, rules));
  }

  @Test
  void links_and_inner_archives_do_not_go_together_where_links_are_kept() {
    Map<String, String> inner = Map.of("a", "tar");
    org.omnipkg.archive.Unpacker.Links kept = org.omnipkg.archive.Unpacker.Links.KEPT;
    assertThrows(
        IllegalArgumentException.class, () -> new Rules("tar", kept, false, true, 0, 1, 1, inner));
  }

  @Test
  void the_first_component_goes_whatever_its_name() throws IOException {
    Path archive =
        saved(
            tar(
                tar -> {
                  file(tar, "package/index.js", "1");
                  file(tar, "other/lib/a.js", "2");
                  file(tar, "stray", "3");
                }));
    assertEquals(
        Map.of("index.js", "1", "lib/a.js", "2"),
        Unpacked.of(archive, links(Links.DROPPED)).files());
    Path twice =
        saved(
            tar(
                tar -> {
                  file(tar, "package/index.js", "1");
                  file(tar, "other/index.js", "2");
                }));
    Unpacked.refused("archive.duplicate-entry", () -> Unpacked.of(twice, links(Links.DROPPED)));
  }

  @Test
  void the_same_file_twice_is_one_where_a_language_puts_up_with_it() throws IOException {
    Path archive =
        saved(
            tar(
                tar -> {
                  file(tar, "package/./dist/index.js", "1");
                  file(tar, "package/dist/index.js", "1");
                }));
    Unpacked out = Unpacked.of(archive, links(Links.DROPPED));
    assertEquals(1, out.entries().size());
    assertEquals(Map.of("dist/index.js", "1"), out.files());
    Rules strict = Rules.of(new Packing("tar", 1, Links.DROPPED, false, Map.of()));
    Unpacked.refused("archive.duplicate-entry", () -> Unpacked.of(archive, strict));
  }

  @Test
  void links_are_passed_over_refused_or_copied() throws IOException {
    Path archive =
        saved(
            tar(
                tar -> {
                  file(tar, "p/a", "1");
                  link(tar, "p/b", "a");
                  link(tar, "p/c", "p/a", TarConstants.LF_LINK);
                }));
    assertEquals(Map.of("a", "1"), Unpacked.of(archive, links(Links.DROPPED)).files());
    Unpacked.refused("archive.symlink", () -> Unpacked.of(archive, links(Links.REFUSED)));
    assertEquals(
        List.of("a", "c", "b"),
        Unpacked.of(archive, links(Links.COPIED)).entries().stream()
            .map(entry -> entry.path())
            .toList());
  }

  @Test
  void a_link_passed_over_leaves_its_name_free_and_leads_nowhere() throws IOException {
    Path archive =
        saved(
            tar(
                tar -> {
                  link(tar, "p/a", "/etc");
                  file(tar, "p/a/passwd", "1");
                }));
    assertEquals(Map.of("a/passwd", "1"), Unpacked.of(archive, links(Links.DROPPED)).files());
    Path traversal = saved(tar(tar -> link(tar, "p/../../a", "/etc")));
    Unpacked.refused("archive.path-traversal", () -> Unpacked.of(traversal, links(Links.DROPPED)));
  }

  @Test
  void a_link_to_a_folder_is_a_copy_of_its_files() throws IOException {
    Path archive =
        saved(
            tar(
                tar -> {
                  file(tar, "p/d/a", "1");
                  file(tar, "p/d/e/b", "2");
                  link(tar, "p/d/c", "a");
                  link(tar, "p/d/gone", "nothing");
                  link(tar, "p/l", "m");
                  link(tar, "p/m", "d");
                }));
    Map<String, Object> digests = new HashMap<>();
    Unpacked.of(archive, links(Links.COPIED))
        .entries()
        .forEach(entry -> digests.put(entry.path(), entry.digest()));
    assertEquals(
        java.util.Set.of("d/a", "d/e/b", "d/c", "l/a", "l/e/b", "l/c", "m/a", "m/e/b", "m/c"),
        digests.keySet());
    assertEquals(digests.get("d/a"), digests.get("l/c"));
  }

  @Test
  void copies_that_never_end_are_refused() throws IOException {
    Path own = saved(tar(tar -> link(tar, "p/d/e/a", "..")));
    Unpacked.refused("archive.symlink", () -> Unpacked.of(own, links(Links.COPIED)));
    Path round =
        saved(
            tar(
                tar -> {
                  link(tar, "p/a", "b");
                  link(tar, "p/b", "a");
                }));
    Unpacked.refused("archive.symlink-escape", () -> Unpacked.of(round, links(Links.COPIED)));
    Path nested =
        saved(
            tar(
                tar -> {
                  file(tar, "p/a/x", "1");
                  link(tar, "p/b/a", "../a");
                  link(tar, "p/c", "b");
                }));
    Unpacked.refused("archive.symlink", () -> Unpacked.of(nested, links(Links.COPIED)));
  }

  @Test
  void a_folder_unpacked_with_copies_has_no_links() throws IOException {
    Path archive =
        saved(
            tar(
                tar -> {
                  file(tar, "p/a", "1");
                  link(tar, "p/b", "a");
                }));
    Path into = Files.createDirectory(folder.resolve("into"));
    new SafeUnpacker().unpack(archive, links(Links.COPIED), into, Progress.SILENT);
    try (Stream<Path> files = Files.list(into)) {
      assertTrue(
          files.allMatch(
              path -> Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)));
    }
    assertEquals("1", Files.readString(into.resolve("b")));
  }

  @Test
  void names_that_windows_cannot_keep_apart_collide_where_the_language_says_so()
      throws IOException {
    Path archive =
        saved(
            tar(
                tar -> {
                  file(tar, "p/a", "1");
                  file(tar, "p/a.", "2");
                  file(tar, "p/B", "3");
                }));
    assertEquals(3, Unpacked.of(archive, links(Links.DROPPED)).files().size());
    Rules strict = Rules.of(new Packing("tar", 1, Links.DROPPED, false, Map.of()));
    Unpacked.refused("archive.collision", () -> Unpacked.of(archive, strict));
  }

  @Test
  void inner_archives_of_a_zip_are_opened_too() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("p/in.tar"));
      zip.write(tar(tar -> file(tar, "a", "1")));
      zip.closeEntry();
    }
    Rules rules = Rules.of(new Packing("zip", 1, Links.REFUSED, false, Map.of("in.tar", "tar")));
    assertEquals(Map.of("in.tar/a", "1"), Unpacked.of(saved(out.toByteArray()), rules).files());
  }
}
