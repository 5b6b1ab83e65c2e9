package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.omnipkg.archive.internal.SmallTar.file;
import static org.omnipkg.archive.internal.SmallTar.gz;
import static org.omnipkg.archive.internal.SmallTar.link;
import static org.omnipkg.archive.internal.SmallTar.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.archive.internal.SmallTar.Writing;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Packing.Links;

/** What languages other than Python pack, and what can be hidden in it. */
class PackingTest {
  private static final Rules GEM =
      Rules.of(
          new Packing(
              "tar", 0, Links.COPIED, true, Map.of("data.tar.gz", "tar.gz", "metadata.gz", "gz")));

  @TempDir Path folder;

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
