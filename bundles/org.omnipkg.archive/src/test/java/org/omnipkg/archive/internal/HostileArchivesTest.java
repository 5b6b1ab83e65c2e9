package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.tck.HostileArchives;
import org.omnipkg.tck.HostileArchives.Case;

class HostileArchivesTest {
  /** Well-formed zips that contradict themselves as wheels: the Python layout refuses those. */
  private static final Set<String> PYTHONS_MATTER =
      Set.of("record-integrity", "identity", "data-scheme", "script-name");

  private static final Map<String, String> NAMED_DIFFERENTLY =
      Map.of("symlink-in-wheel", "symlink");

  @TempDir Path folder;

  static List<Case> refused() {
    return HostileArchives.all().stream()
        .filter(c -> c.expect().equals("reject") && !PYTHONS_MATTER.contains(c.rule()))
        .toList();
  }

  static List<Case> passed() {
    return HostileArchives.all().stream()
        .filter(c -> !c.expect().equals("reject") || PYTHONS_MATTER.contains(c.rule()))
        .toList();
  }

  private static Rules rules(Case which) {
    return which.kind().equals("wheel") ? Rules.wheel() : Rules.sdist("tar.gz");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_hostile_archive_is_refused_by_name_when_streamed(Case which) throws IOException {
    Path archive = HostileArchives.copy(which, folder);
    String code = "archive." + NAMED_DIFFERENTLY.getOrDefault(which.rule(), which.rule());
    Unpacked.refused(code, () -> Unpacked.of(archive, rules(which)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void many_hands_refuse_it_in_the_same_words(Case which) throws IOException {
    Path archive = HostileArchives.copy(which, folder);
    String code = "archive." + NAMED_DIFFERENTLY.getOrDefault(which.rule(), which.rule());
    Diagnostic alone = Unpacked.refused(code, () -> Unpacked.of(archive, rules(which)));
    Diagnostic many =
        Unpacked.refused(
            code, () -> Unpacked.of(archive, rules(which), work -> new Thread(work).start()));
    assertEquals(alone, many);
  }

  @ParameterizedTest
  @MethodSource("passed")
  void many_hands_bring_the_same_files_in_the_same_order(Case which) throws IOException {
    Path archive = HostileArchives.copy(which, folder);
    assertEquals(
        Unpacked.of(archive, rules(which)),
        Unpacked.of(archive, rules(which), work -> new Thread(work).start()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_hostile_archive_leaves_nothing_behind_when_unpacked(Case which) throws IOException {
    Path archive = HostileArchives.copy(which, folder);
    Path into = Files.createDirectories(folder.resolve("deep/into"));
    String code = "archive." + NAMED_DIFFERENTLY.getOrDefault(which.rule(), which.rule());
    Unpacked.refused(
        code, () -> new SafeUnpacker().unpack(archive, rules(which), into, Progress.SILENT));
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(
          Set.of(folder, archive, into.getParent(), into),
          Set.copyOf(left.toList()),
          "only what the test itself made");
    }
  }

  @ParameterizedTest
  @MethodSource("passed")
  void an_honest_or_merely_pythonic_archive_passes(Case which) throws IOException {
    Unpacked out = Unpacked.of(HostileArchives.copy(which, folder), rules(which));
    assertEquals(out.entries().size(), out.files().size());
    assertTrue(
        out.files().containsKey(which.kind().equals("wheel") ? "evil/__init__.py" : "PKG-INFO"));
  }

  @Test
  void every_case_is_looked_at() {
    assertEquals(35, refused().size() + passed().size());
    assertEquals(24, refused().size());
  }

  @Test
  void setuid_is_dropped_and_execute_kept() throws IOException {
    Case which = HostileArchives.named("wheel-setuid");
    Path archive = HostileArchives.copy(which, folder);
    assertTrue(Unpacked.of(archive, Rules.wheel()).executable("evil/tool"));
    Path into = Files.createDirectory(folder.resolve("into"));
    new SafeUnpacker().unpack(archive, Rules.wheel(), into, Progress.SILENT);
    int mode = (Integer) Files.getAttribute(into.resolve("evil/tool"), "unix:mode");
    assertEquals(0100, mode & 07100);
    assertFalse(Files.isExecutable(into.resolve("evil/__init__.py")));
  }

  @Test
  void the_entry_is_named() throws IOException {
    Path archive = HostileArchives.copy(HostileArchives.named("wheel-zipslip"), folder);
    String message =
        Unpacked.refused("archive.path-traversal", () -> Unpacked.of(archive, Rules.wheel()))
            .message();
    assertEquals("`../../escape_zipslip.txt` would leave the tree", message);
  }
}
