package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.apache.commons.vfs2.provider.ram.RamFileProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.fetch.internal.vfs.Sight;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Desk;

class VirtualFilesTest {
  private static final byte[] ONE = "one".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two".repeat(2000).getBytes(StandardCharsets.UTF_8);
  @TempDir Path root;
  private Asking fetcher;

  @BeforeEach
  void start() {
    fetcher = Bench.fetcher(root.resolve("cache"));
  }

  private List<String> names(URI location) {
    return fetcher.children(location, true, Bench.SILENT).stream().map(Redaction::name).toList();
  }

  private byte[] fetched(URI location) throws IOException {
    Path into = root.resolve("fetched");
    Artifact artifact =
        new Artifact("f.whl", "wheel", location, Map.of(), OptionalLong.empty(), Map.of());
    fetcher.download(artifact, into, true, Bench.SILENT);
    return Files.readAllBytes(into);
  }

  private Path zip(String name) throws IOException {
    Path file = root.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("wheels/one-1.0.whl"));
      zip.write(ONE);
      zip.putNextEntry(new ZipEntry("wheels/two 2.0+local.whl"));
      zip.write(TWO);
    }
    return file;
  }

  @Test
  void a_folder_shows_its_files_and_they_can_be_fetched() throws Exception {
    Path folder = Files.createDirectories(root.resolve("my wheels é"));
    Files.write(folder.resolve("one-1.0.whl"), ONE);
    Files.write(folder.resolve("two #2!%41.whl"), TWO);
    Files.createDirectories(folder.resolve("sub"));
    List<URI> children = fetcher.children(folder.toUri(), true, Bench.SILENT);
    assertEquals(2, children.size(), children.toString());
    assertArrayEquals(ONE, fetched(children.get(0)));
    assertArrayEquals(TWO, fetched(children.get(1)));
    assertArrayEquals(TWO, Files.readAllBytes(Path.of(children.get(1))));
  }

  @Test
  void a_zip_shows_its_files_and_they_can_be_fetched() throws Exception {
    URI archive = zip("house of wheels!.zip").toUri();
    List<URI> children = fetcher.children(archive, true, Bench.SILENT);
    assertEquals(2, children.size(), children.toString());
    assertArrayEquals(ONE, fetched(children.get(0)));
    assertArrayEquals(TWO, fetched(children.get(1)));
    assertArrayEquals(
        ONE, fetcher.document(Bench.ask(children.get(0)), true, Bench.SILENT).body().orElseThrow());
  }

  @Test
  void a_folder_within_an_archive_can_be_named() throws Exception {
    URI archive = URI.create("zip:" + zip("w.zip").toUri() + "!/wheels/");
    assertEquals(List.of("one-1.0.whl", "two 2.0+local.whl"), names(archive));
  }

  @Test
  void a_packed_tar_shows_its_files_and_they_can_be_fetched() throws Exception {
    for (String name : List.of("w.tar.gz", "w.tgz", "w.tar")) {
      Path file = root.resolve(name);
      try (OutputStream raw = Files.newOutputStream(file);
          OutputStream out = name.endsWith("gz") ? new GZIPOutputStream(raw) : raw;
          TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        TarArchiveEntry entry = new TarArchiveEntry("w/one-1.0.whl");
        entry.setSize(ONE.length);
        tar.putArchiveEntry(entry);
        tar.write(ONE);
        tar.closeArchiveEntry();
      }
      List<URI> children = fetcher.children(file.toUri(), true, Bench.SILENT);
      assertEquals(1, children.size(), children.toString());
      assertArrayEquals(ONE, fetched(children.get(0)), children.toString());
    }
  }

  @Test
  void an_archive_that_was_replaced_shows_its_new_files() throws Exception {
    URI archive = zip("w.zip").toUri();
    assertEquals(2, names(archive).size());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(Path.of(archive)))) {
      zip.putNextEntry(new ZipEntry("three.whl"));
      zip.write(TWO);
    }
    assertEquals(List.of("three.whl"), names(archive));
  }

  @Test
  void stated_hashes_of_near_files_are_checked_too() throws Exception {
    Path file = Files.write(root.resolve("one.whl"), ONE);
    Artifact artifact =
        Bench.artifact(file.toUri(), Map.of("sha256", Bench.sha256(TWO)), OptionalLong.empty());
    assertEquals(
        "fetch.wrong-hash",
        Bench.refused(() -> fetcher.download(artifact, root.resolve("into"), true, Bench.SILENT))
            .code());
  }

  @Test
  void a_part_of_a_near_file_can_be_read() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "0123456789");
    for (var expected : Map.of("-3", "789", "2-4", "234", "7-", "789", "8-99", "89").entrySet()) {
      Desk.Ask ask = new Desk.Ask(file.toUri(), "", Duration.ZERO, Optional.of(expected.getKey()));
      Desk.Reply reply = fetcher.document(ask, true, Bench.SILENT);
      assertEquals(expected.getValue(), Bench.text(reply));
      assertEquals(206, reply.status());
      assertTrue(reply.headers().getOrDefault("content-range", "").endsWith("/10"));
    }
  }

  @Test
  void a_folder_read_as_a_document_is_its_index_page() throws Exception {
    Path folder = Files.createDirectories(root.resolve("simple/demo"));
    Files.writeString(folder.resolve("index.html"), "<a href=x>");
    Desk.Reply reply = fetcher.document(Bench.ask(folder.toUri()), true, Bench.SILENT);
    assertEquals("<a href=x>", Bench.text(reply));
    assertEquals(Path.of(folder + "/x"), Path.of(reply.location().resolve("x")));
  }

  @Test
  void what_is_missing_is_absent_as_a_document_and_refused_as_a_file() {
    URI missing = root.resolve("missing.zip").toUri();
    assertEquals(404, fetcher.document(Bench.ask(missing), false, Bench.SILENT).status());
    assertEquals("fetch.not-found", Bench.refused(() -> fetched(missing)).code());
    assertEquals(
        "fetch.not-found",
        Bench.refused(() -> fetcher.children(missing, false, Bench.SILENT)).code());
  }

  @Test
  void a_damaged_archive_cannot_be_read_and_a_plain_file_is_no_folder() throws Exception {
    Path broken = Files.write(root.resolve("w.zip"), ONE);
    Path plain = Files.write(root.resolve("w.txt"), ONE);
    assertEquals(
        "fetch.unreadable",
        Bench.refused(() -> fetcher.children(broken.toUri(), false, Bench.SILENT)).code());
    assertEquals(
        "fetch.no-folder",
        Bench.refused(() -> fetcher.children(plain.toUri(), false, Bench.SILENT)).code());
  }

  @Test
  void an_address_nobody_can_read_is_refused() {
    URI odd = URI.create("gopher://example.invalid/x");
    assertEquals(
        "fetch.unsupported",
        Bench.refused(() -> fetcher.document(Bench.ask(odd), false, Bench.SILENT)).code());
  }

  @Test
  void a_file_system_in_memory_serves_as_well() throws Exception {
    DefaultFileSystemManager manager = new DefaultFileSystemManager();
    manager.addProvider("ram", new RamFileProvider());
    manager.init();
    try (OutputStream out =
        manager.resolveFile("ram:///wheels/one-1.0.whl").getContent().getOutputStream()) {
      out.write(ONE);
    }
    Sight sight =
        new Sight() {
          @Override
          public FileObject resolve(URI address) throws FileSystemException {
            return manager.resolveFile(address.toString());
          }

          @Override
          public void close() {}
        };
    fetcher =
        new Asking(
            new RoutingFetcher(root, Bench.limits(), 1 << 20, access -> sight),
            Map.of("HOME", "/"));
    List<URI> children = fetcher.children(URI.create("ram:///wheels"), true, Bench.SILENT);
    assertEquals(1, children.size());
    assertArrayEquals(ONE, fetched(children.get(0)));
    manager.close();
  }
}
