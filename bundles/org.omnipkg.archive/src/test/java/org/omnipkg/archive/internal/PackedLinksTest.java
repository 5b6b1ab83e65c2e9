package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.omnipkg.archive.internal.SmallTar.file;
import static org.omnipkg.archive.internal.SmallTar.link;
import static org.omnipkg.archive.internal.SmallTar.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Packing.Links;

/** What becomes of links in what languages other than Python pack. */
class PackedLinksTest {
  @TempDir Path folder;

  private Path archive(SmallTar.Writing content) throws IOException {
    return Files.write(folder.resolve("x"), tar(content));
  }

  private static Rules links(Links links) {
    return Rules.of(new Packing("tar", 1, links, true, Map.of()));
  }

  @Test
  void a_folder_of_copies_costs_what_it_holds() throws IOException {
    Rules few =
        new Rules(
            "tar", org.omnipkg.archive.Unpacker.Links.COPIED, false, true, 0, 1000, 50, Map.of());
    Path many =
        archive(
            tar -> {
              for (int i = 0; i < 10; i++) {
                file(tar, "d/" + i, "1");
              }
              for (int i = 0; i < 10; i++) {
                link(tar, "l" + i, "d");
              }
            });
    Unpacked.refused("archive.bomb", () -> Unpacked.of(many, few));
    Path large =
        archive(
            tar -> {
              file(tar, "a", new byte[600]);
              link(tar, "b", "a");
            });
    Unpacked.refused("archive.bomb", () -> Unpacked.of(large, few));
  }

  @Test
  void links_are_passed_over_refused_or_copied() throws IOException {
    Path archive =
        archive(
            tar -> {
              file(tar, "p/a", "1");
              link(tar, "p/b", "a");
              link(tar, "p/c", "p/a", TarConstants.LF_LINK);
            });
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
        archive(
            tar -> {
              link(tar, "p/a", "/etc");
              file(tar, "p/a/passwd", "1");
            });
    assertEquals(Map.of("a/passwd", "1"), Unpacked.of(archive, links(Links.DROPPED)).files());
    Path traversal = archive(tar -> link(tar, "p/../../a", "/etc"));
    Unpacked.refused("archive.path-traversal", () -> Unpacked.of(traversal, links(Links.DROPPED)));
  }

  @Test
  void a_link_to_a_folder_is_a_copy_of_its_files() throws IOException {
    Path archive =
        archive(
            tar -> {
              file(tar, "p/d/a", "1");
              file(tar, "p/d/e/b", "2");
              link(tar, "p/d/c", "a");
              link(tar, "p/d/gone", "nothing");
              link(tar, "p/l", "m");
              link(tar, "p/m", "d");
            });
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
    Path own = archive(tar -> link(tar, "p/d/e/a", ".."));
    Unpacked.refused("archive.symlink", () -> Unpacked.of(own, links(Links.COPIED)));
    Path round =
        archive(
            tar -> {
              link(tar, "p/a", "b");
              link(tar, "p/b", "a");
            });
    Unpacked.refused("archive.symlink-escape", () -> Unpacked.of(round, links(Links.COPIED)));
    Path nested =
        archive(
            tar -> {
              file(tar, "p/a/x", "1");
              link(tar, "p/b/a", "../a");
              link(tar, "p/c", "b");
            });
    Unpacked.refused("archive.symlink", () -> Unpacked.of(nested, links(Links.COPIED)));
  }

  @Test
  void a_folder_unpacked_with_copies_has_no_links() throws IOException {
    Path archive =
        archive(
            tar -> {
              file(tar, "p/a", "1");
              link(tar, "p/b", "a");
            });
    Path into = Files.createDirectory(folder.resolve("into"));
    new SafeUnpacker().unpack(archive, links(Links.COPIED), into, Progress.SILENT);
    try (Stream<Path> files = Files.list(into)) {
      assertTrue(
          files.allMatch(
              path -> Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)));
    }
    assertEquals("1", Files.readString(into.resolve("b")));
  }
}
