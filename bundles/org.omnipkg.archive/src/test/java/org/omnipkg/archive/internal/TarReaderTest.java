package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Progress;

class TarReaderTest {
  private static final Rules SDIST = Rules.sdist("tar");

  @TempDir Path folder;

  private interface Writing {
    void to(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      writing.to(tar);
    }
    return out.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, String content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static void special(TarArchiveOutputStream tar, String name, byte type, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, String target)
      throws IOException {
    special(tar, name, TarConstants.LF_SYMLINK, target);
  }

  private Path saved(byte[] content) throws IOException {
    return Files.write(folder.resolve("x.tar"), content);
  }

  private Path unpack(Path archive, Rules rules) throws IOException {
    Path into = Files.createTempDirectory(folder, "into");
    new SafeUnpacker().unpack(archive, rules, into, Progress.SILENT);
    return into;
  }

  @Test
  void long_names_pax_names_and_a_leading_dot_are_fine() throws IOException {
    String deep = "p-1/" + "d/".repeat(80) + "x";
    Path file =
        saved(
            tar(
                tar -> {
                  special(tar, "./", TarConstants.LF_DIR, "");
                  special(tar, "./p-1/", TarConstants.LF_DIR, "");
                  file(tar, "./p-1/a", "a");
                  file(tar, deep, "x");
                  file(tar, "p-1/é", "e");
                }));
    Unpacked out = Unpacked.of(file, SDIST);
    assertEquals(Map.of("a", "a", deep.substring(4), "x", "é", "e"), out.files());
  }

  @Test
  void a_global_header_with_a_comment_is_fine_and_one_that_renames_is_not() throws IOException {
    Path fine = saved(concat(global("comment=0123456789"), tar(tar -> file(tar, "p/a", "a"))));
    assertEquals(1, Unpacked.of(fine, SDIST).entries().size());
    Path bad = saved(concat(global("path=../x"), tar(tar -> file(tar, "p/a", "a"))));
    Unpacked.refused("archive.parser-differential", () -> Unpacked.of(bad, SDIST));
  }

  @Test
  void each_compression_is_read() throws IOException {
    byte[] plain = tar(tar -> file(tar, "p/a", "a"));
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    ByteArrayOutputStream bz2 = new ByteArrayOutputStream();
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    for (OutputStream out :
        List.of(
            new GZIPOutputStream(gz),
            new BZip2CompressorOutputStream(bz2),
            new XZCompressorOutputStream(xz))) {
      out.write(plain);
      out.close();
    }
    Map<String, byte[]> formats =
        Map.of(
            "tar.gz", gz.toByteArray(), "tar.bz2", bz2.toByteArray(), "tar.xz", xz.toByteArray());
    for (Map.Entry<String, byte[]> format : formats.entrySet()) {
      Rules rules = Rules.sdist(format.getKey());
      byte[] packed = format.getValue();
      Path good = saved(packed);
      assertEquals(Map.of("a", "a"), Unpacked.of(good, rules).files(), format.getKey());
      Path longer =
          saved(
              Arrays.copyOf(
                  concat(packed, "junk".getBytes(StandardCharsets.UTF_8)), packed.length + 8));
      Unpacked.refused("archive.corrupt", () -> Unpacked.of(longer, rules));
      Path shorter = saved(Arrays.copyOf(packed, packed.length - 5));
      Unpacked.refused("archive.corrupt", () -> Unpacked.of(shorter, rules));
    }
  }

  @Test
  void links_inside_are_made_and_dangling_ones_too() throws IOException {
    Path file =
        saved(
            tar(
                tar -> {
                  link(tar, "p/latest", "v1/../v1/./a");
                  link(tar, "p/nowhere", "later");
                  file(tar, "p/v1/a", "a");
                  link(tar, "p/sub/up", "../v1");
                  special(tar, "p/hard", TarConstants.LF_LINK, "p/v1/a");
                }));
    Path into = unpack(file, SDIST);
    assertEquals("a", Files.readString(into.resolve("latest")));
    assertEquals("a", Files.readString(into.resolve("sub/up/a")));
    assertTrue(Files.isSameFile(into.resolve("hard"), into.resolve("v1/a")));
    assertEquals(
        List.of("v1/a"), List.copyOf(Unpacked.of(file, SDIST).files().keySet()), "files only");
  }

  @Test
  void links_that_leave_are_refused_wherever_they_stand() throws IOException {
    Map<String, Writing> bad =
        Map.of(
            "absolute", tar -> link(tar, "p/l", "/etc/passwd"),
            "to the root's sibling", tar -> link(tar, "p/l", "../q"),
            "through a later link",
                tar -> {
                  link(tar, "p/a/l", "m/../../x");
                  link(tar, "p/a/m", "..");
                },
            "in a circle", tar -> link(tar, "p/l", "l/.."));
    for (Map.Entry<String, Writing> one : bad.entrySet()) {
      Path file = saved(tar(one.getValue()));
      Unpacked.refused("archive.symlink-escape", () -> unpack(file, SDIST));
      Unpacked.refused("archive.symlink-escape", () -> Unpacked.of(file, SDIST));
    }
  }

  @Test
  void hard_links_lead_to_files_of_the_archive_only() throws IOException {
    for (String target : List.of("/etc/passwd", "p/../../x", "q/x", "p/missing", "p/l")) {
      Path file =
          saved(
              tar(
                  tar -> {
                    file(tar, "p/a", "a");
                    link(tar, "p/l", "a");
                    special(tar, "p/h", TarConstants.LF_LINK, target);
                  }));
      Unpacked.refused("archive.hardlink-escape", () -> unpack(file, SDIST));
    }
  }

  @Test
  void nothing_is_written_through_a_link() throws IOException {
    Path file =
        saved(
            tar(
                tar -> {
                  link(tar, "p/d", "e");
                  file(tar, "p/d/x", "x");
                }));
    Unpacked.refused("archive.collision", () -> unpack(file, SDIST));
  }

  @Test
  void bytes_behind_the_end_are_refused() throws IOException {
    byte[] one = tar(tar -> file(tar, "p/a", "a"));
    Path file = saved(concat(one, tar(tar -> file(tar, "p/b", "b"))));
    Unpacked.refused("archive.parser-differential", () -> Unpacked.of(file, SDIST));
  }

  @Test
  void a_plain_tar_cut_short_is_corrupt() throws IOException {
    byte[] one = tar(tar -> file(tar, "p/a", "a".repeat(2000)));
    for (int length : List.of(100, 512, 1000, 512 + 2048)) {
      Path file = saved(Arrays.copyOf(one, length));
      Unpacked.refused("archive.corrupt", () -> Unpacked.of(file, SDIST));
    }
  }

  @Test
  void a_damaged_header_is_corrupt() throws IOException {
    byte[] one = tar(tar -> file(tar, "p/a", "a"));
    one[2] = 'b';
    Path file = saved(one);
    Unpacked.refused("archive.corrupt", () -> Unpacked.of(file, SDIST));
  }

  @Test
  void limits_are_kept() throws IOException {
    byte[] one = tar(tar -> file(tar, "p/a", "a".repeat(2000)));
    Path file = saved(one);
    Rules small = new Rules("tar", true, true, true, 1, 1999, 9);
    Unpacked.refused("archive.bomb", () -> Unpacked.of(file, small));
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(zeros)) {
      gz.write(one);
      byte[] chunk = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        gz.write(chunk);
      }
    }
    Path tail = saved(zeros.toByteArray());
    Unpacked.refused("archive.bomb", () -> Unpacked.of(tail, Rules.sdist("tar.gz")));
  }

  @Test
  void an_unknown_format_is_refused() throws IOException {
    Path file = saved(new byte[0]);
    Unpacked.refused("archive.unsupported", () -> Unpacked.of(file, Rules.sdist("rar")));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] global(String record) {
    String line = (record.length() + 4) + " " + record + "\n";
    TarArchiveEntry entry = new TarArchiveEntry("pax_global_header", (byte) 'g');
    entry.setSize(line.length());
    byte[] blocks = new byte[1024];
    entry.writeEntryHeader(blocks);
    System.arraycopy(line.getBytes(StandardCharsets.UTF_8), 0, blocks, 512, line.length());
    return blocks;
  }
}
