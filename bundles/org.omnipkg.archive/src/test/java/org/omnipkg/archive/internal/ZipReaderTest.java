package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Progress;
import org.omnipkg.tck.Told;

class ZipReaderTest {
  private static final Rules RUNTIME = Rules.runtime("zip", 0);

  @TempDir Path folder;

  private interface Writing {
    void to(ZipArchiveOutputStream zip) throws IOException;
  }

  private Path zip(Writing writing) throws IOException {
    Path file = folder.resolve("a.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      writing.to(zip);
    }
    return file;
  }

  private static void add(ZipArchiveOutputStream zip, String name, int mode, String content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeArchiveEntry();
  }

  private Path bytes(byte[] content) throws IOException {
    return Files.write(folder.resolve("b.zip"), content);
  }

  /** As a jar is written: data descriptors, no modes. */
  private static byte[] described(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  @Test
  void data_descriptors_and_missing_modes_are_fine() throws IOException {
    Unpacked out = Unpacked.of(bytes(described("bin/x", "lib/y")), RUNTIME);
    assertEquals("content of bin/x", out.files().get("bin/x"));
    assertFalse(out.executable("bin/x"));
  }

  @Test
  void stripping_drops_what_lies_above() throws IOException {
    Path jar = bytes(described("META-INF", "org/x/bin/tool", "org/x/lib/y"));
    assertEquals(
        List.of("bin/tool", "lib/y"),
        List.copyOf(Unpacked.of(jar, Rules.runtime("zip", 2)).files().keySet()));
  }

  @Test
  void zip64_stored_and_empty_entries_are_fine() throws IOException {
    Path file =
        zip(
            zip -> {
              zip.setUseZip64(Zip64Mode.Always);
              add(zip, "empty.py", 0100644, "");
              zip.setMethod(ZipArchiveOutputStream.STORED);
              ZipArchiveEntry stored = new ZipArchiveEntry("stored.py");
              stored.setSize(3);
              stored.setCrc(0x352441C2L);
              zip.putArchiveEntry(stored);
              zip.write("abc".getBytes(StandardCharsets.UTF_8));
              zip.closeArchiveEntry();
            });
    assertEquals("abc", Unpacked.of(file, Rules.wheel()).files().get("stored.py"));
  }

  @Test
  void folders_may_be_named_twice_and_files_may_have_no_mode() throws IOException {
    Path file =
        zip(
            zip -> {
              add(zip, "pkg/", 040755, "");
              add(zip, "PKG/", 040755, "");
              add(zip, "pkg/a.py", 0, "a");
              add(zip, "./pkg/b.py", 0100755, "b");
            });
    String twice = Files.readString(file, StandardCharsets.ISO_8859_1).replace("PKG/", "pkg/");
    Files.writeString(file, twice, StandardCharsets.ISO_8859_1);
    Unpacked out = Unpacked.of(file, Rules.wheel());
    assertEquals(List.of("pkg/a.py", "pkg/b.py"), List.copyOf(out.files().keySet()));
    assertTrue(out.executable("pkg/b.py"));
  }

  @Test
  void a_mode_of_all_ones_means_nothing_and_a_pipe_is_refused() throws IOException {
    Path odd =
        zip(
            zip -> {
              add(zip, "d/", 0177777, "");
              add(zip, "d/a", 0177777, "a");
            });
    assertFalse(Unpacked.of(odd, Rules.wheel()).executable("d/a"));
    Path pipe = zip(zip -> add(zip, "pipe", 0010644, ""));
    Unpacked.refused("archive.special-file", () -> Unpacked.of(pipe, RUNTIME));
  }

  @Test
  void a_link_is_made_where_links_are_allowed() throws IOException {
    Path file =
        zip(
            zip -> {
              add(zip, "bin/python", 0120777, "python3");
              add(zip, "bin/python3", 0100755, "#!");
            });
    Path into = Files.createDirectory(folder.resolve("into"));
    new SafeUnpacker().unpack(file, RUNTIME, into, Progress.SILENT);
    assertEquals("python3", Files.readSymbolicLink(into.resolve("bin/python")).toString());
    assertTrue(Files.isExecutable(into.resolve("bin/python")));
    Unpacked.refused("archive.symlink", () -> Unpacked.of(file, Rules.wheel()));
  }

  @Test
  void names_that_differ_in_case_pass_where_that_is_allowed() throws IOException {
    Path file =
        zip(
            zip -> {
              add(zip, "Lib/a", 0, "1");
              add(zip, "lib/b", 0, "2");
            });
    assertEquals(2, Unpacked.of(file, Rules.wheel()).entries().size(), "folders merge");
    Path files =
        zip(
            zip -> {
              add(zip, "x/Straße", 0, "1");
              add(zip, "x/STRASSE", 0, "2");
            });
    Unpacked.refused("archive.collision", () -> Unpacked.of(files, Rules.wheel()));
    assertEquals(2, Unpacked.of(files, RUNTIME).entries().size());
  }

  @Test
  void junk_before_between_or_behind_is_refused() throws IOException {
    byte[] good = described("a", "b");
    byte[] before = ByteBuffer.allocate(good.length + 2).put(new byte[2]).put(good).array();
    byte[] behind = ByteBuffer.allocate(good.length + 2).put(good).put(new byte[2]).array();
    for (byte[] bad : List.of(before, behind)) {
      Path file = bytes(bad);
      Unpacked.refused("archive.parser-differential", () -> Unpacked.of(file, RUNTIME));
    }
  }

  @Test
  void a_file_that_only_the_front_to_back_reader_sees_is_refused() throws IOException {
    byte[] good = described("a");
    byte[] hidden = described("h");
    int directory = directory(hidden);
    ByteBuffer both = ByteBuffer.allocate(good.length + directory).order(ByteOrder.LITTLE_ENDIAN);
    both.put(hidden, 0, directory).put(good);
    int end = both.capacity() - 22;
    both.putInt(end + 16, directory(good) + directory);
    both.putInt(directory(good) + directory + 42, directory);
    Path file = bytes(both.array());
    Unpacked.refused("archive.parser-differential", () -> Unpacked.of(file, RUNTIME));
  }

  @Test
  void another_name_in_the_local_header_is_refused() throws IOException {
    byte[] bad = described("name");
    bad[30] = 'g';
    Path file = bytes(bad);
    Unpacked.refused("archive.parser-differential", () -> Unpacked.of(file, RUNTIME));
  }

  @Test
  void a_comment_is_fine_unless_it_hides_an_end_record() throws IOException {
    byte[] good = described("a");
    byte[] comment = "hello".getBytes(StandardCharsets.UTF_8);
    Path file = bytes(commented(good, comment));
    assertEquals(1, Unpacked.of(file, RUNTIME).entries().size());
    byte[] end = new byte[22];
    System.arraycopy(good, good.length - 22, end, 0, 22);
    Path hiding = bytes(commented(good, end));
    Unpacked.refused("archive.parser-differential", () -> Unpacked.of(hiding, RUNTIME));
  }

  @Test
  void an_unusual_compression_is_refused() throws IOException {
    byte[] bad = described("a");
    ByteBuffer buffer = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putShort(8, (short) 14).putShort(directory(bad) + 10, (short) 14);
    Path file = bytes(bad);
    Unpacked.refused("archive.unsupported", () -> Unpacked.of(file, RUNTIME));
  }

  @Test
  void limits_are_kept() throws IOException {
    Path file = bytes(described("a", "b", "c"));
    Rules small = new Rules("zip", false, false, false, 0, 20, 100);
    Rules few = new Rules("zip", false, false, false, 0, 1000, 2);
    Unpacked.refused("archive.bomb", () -> Unpacked.of(file, small));
    Unpacked.refused("archive.bomb", () -> Unpacked.of(file, few));
  }

  @Test
  void a_bomb_is_refused_before_anything_is_inflated() throws IOException {
    Path file =
        zip(
            zip -> {
              zip.putArchiveEntry(new ZipArchiveEntry("zeros"));
              byte[] zeros = new byte[1 << 20];
              for (int i = 0; i < 80; i++) {
                zip.write(zeros);
              }
              zip.closeArchiveEntry();
            });
    Unpacked.refused(
        "archive.bomb",
        () ->
            new SafeUnpacker()
                .stream(
                    file,
                    RUNTIME,
                    (path, executable, content) -> Assertions.fail("inflated"),
                    Progress.SILENT));
  }

  @Test
  void a_sink_that_does_not_read_is_read_for_and_one_that_cannot_write_is_told_apart()
      throws IOException {
    Path file = bytes(described("a"));
    assertEquals(
        1,
        new SafeUnpacker()
            .stream(file, RUNTIME, (p, x, in) -> Unpacked.digest(new byte[0]), Progress.SILENT)
                .size());
    Unpacked.refused(
        "archive.write-failed",
        () ->
            new SafeUnpacker()
                .stream(
                    file,
                    RUNTIME,
                    (p, x, in) -> {
                      throw new IOException("no space left");
                    },
                    Progress.SILENT));
  }

  @Test
  void a_cancelled_unpacking_leaves_nothing() throws IOException {
    Path file = bytes(described("a", "b"));
    Path into = Files.createDirectory(folder.resolve("into"));
    Told gone = new Told();
    gone.cancel();
    Assertions.assertThrows(
        CancellationException.class, () -> new SafeUnpacker().unpack(file, RUNTIME, into, gone));
    assertArrayEquals(new String[0], into.toFile().list());
  }

  @Test
  void no_zip_at_all_is_corrupt() throws IOException {
    for (byte[] bad :
        List.of(new byte[0], new byte[100], "<html>".getBytes(StandardCharsets.UTF_8))) {
      Path file = bytes(bad);
      Unpacked.refused("archive.corrupt", () -> Unpacked.of(file, RUNTIME));
    }
  }

  @Test
  void control_characters_do_not_reach_the_terminal() throws IOException {
    Path file = zip(zip -> add(zip, "../\u001b[31mred", 0, ""));
    assertEquals(
        "`../\\u001b[31mred` would leave the tree",
        Unpacked.refused("archive.path-traversal", () -> Unpacked.of(file, RUNTIME)).message());
  }

  private static int directory(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 22 + 16);
  }

  private static byte[] commented(byte[] zip, byte[] comment) {
    return ByteBuffer.allocate(zip.length + comment.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(zip)
        .put(comment)
        .putShort(zip.length - 2, (short) comment.length)
        .array();
  }
}
