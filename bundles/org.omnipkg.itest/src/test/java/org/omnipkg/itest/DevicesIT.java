package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/**
 * Disks that are full, read-only or elsewhere, by the shipped command on file systems in memory.
 * Mounting them takes root; the packages come from a folder, the resolver is the machine's pip.
 */
class DevicesIT {
  private static final int BIG = 60_000_000;

  private final List<Path> mounted = new ArrayList<>();
  private Shipped omnipkg;
  private Path wheels;

  @BeforeEach
  void open() {
    omnipkg = new Shipped();
    wheels = omnipkg.directory().resolve("wheels");
    TinyWheel.of("good", "1.0").into(wheels);
    TinyWheel.of("other", "1.0").needs("good").into(wheels);
    byte[] noise = new byte[BIG / 2];
    new Random(1).nextBytes(noise);
    TinyWheel.of("big", "1.0")
        .file("big/data.txt", java.util.HexFormat.of().formatHex(noise))
        .into(wheels);
  }

  @AfterEach
  void close() {
    omnipkg.run("daemon", "stop");
    mounted.forEach(place -> omnipkg.call(List.of("umount", "--lazy", place.toString())));
    omnipkg.close();
  }

  private void mount(Path place, String size) throws IOException {
    Files.createDirectories(place);
    Shipped.Said said =
        omnipkg.call(
            List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place.toString()));
    assertEquals(0, said.exit(), "this test must be allowed to mount: " + said.err());
    mounted.add(place);
  }

  private Shipped.Said install(String environment, String... words) {
    List<String> argv =
        new ArrayList<>(List.of("-e", environment, "install", "--resolver", "pip", "--index"));
    argv.add(wheels.toUri().toString());
    argv.addAll(List.of(words));
    return omnipkg.run(argv.toArray(String[]::new));
  }

  private String version(String environment, String module) {
    return omnipkg
        .run(
            "-e",
            environment,
            "exec",
            "python",
            "-c",
            "import " + module + "; print(" + module + ".__version__)")
        .ok()
        .out()
        .strip();
  }

  private static List<Path> below(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void a_store_on_another_device_is_copied_from_and_that_is_said_once() throws IOException {
    mount(omnipkg.home().resolve("store"), "900m");
    String note = "different devices";
    Shipped.Said first = install("main", "good").ok();
    assertTrue(first.err().contains(note), first.err());
    assertEquals("1.0", version("main", "good"));
    Shipped.Said second = install("main", "other").ok();
    assertFalse(second.err().contains(note), second.err());
    assertTrue(omnipkg.run("doctor").out().contains("another device"));
    omnipkg.run("store", "verify").ok();
    omnipkg.run("-e", "main", "uninstall", "other").ok();
    omnipkg.run("store", "gc").ok();
    assertEquals("1.0", version("main", "good"));
  }

  @Test
  void a_full_disk_is_named_and_nothing_is_lost() throws IOException {
    mount(omnipkg.home(), "150m");
    install("main", "good").ok();
    Shipped.Said daemon = omnipkg.run("--json", "daemon", "status").ok();
    leave(BIG / 2);
    install("main", "big").refused(1, "store.full");
    assertEquals("1.0", version("main", "good"));
    assertEquals(List.of(), below(omnipkg.home().resolve("store/staging")));
    assertEquals(List.of(), below(omnipkg.home().resolve("cache/scratch")));
    Path fill = omnipkg.home().resolve("fill");
    omnipkg.call(List.of("dd", "if=/dev/zero", "of=" + fill, "bs=64k"));
    install("main", "other").refused(1, "store.full");
    omnipkg.run("store", "gc").ok();
    Files.delete(fill);
    install("main", "other").ok();
    omnipkg.run("store", "verify").ok();
    assertEquals(
        pid(daemon), pid(omnipkg.run("--json", "daemon", "status").ok()), "the same daemon");
  }

  /** Fills the disk but for this many bytes. */
  private void leave(long bytes) {
    long blocks = (omnipkg.home().toFile().getUsableSpace() - bytes) / (64 << 10);
    Path ballast = omnipkg.home().resolve("ballast");
    omnipkg.call(List.of("dd", "if=/dev/zero", "of=" + ballast, "bs=64k", "count=" + blocks)).ok();
  }

  private static String pid(Shipped.Said status) {
    return status.out().replaceFirst("(?s).*\"pid\": (\\d+).*", "$1");
  }

  @Test
  void a_read_only_home_is_named() throws IOException {
    mount(omnipkg.home(), "100m");
    install("main", "good").ok();
    omnipkg.run("daemon", "stop").ok();
    String place = omnipkg.home().toString();
    Shipped.Said said = remount(place);
    for (int tries = 100; said.exit() != 0 && tries > 0; tries--) {
      said = remount(place); // The daemon is still closing its files.
    }
    said.ok();
    install("main", "other").refused(1, "home.read-only");
    omnipkg.run("--no-daemon", "list").refused(1, "home.read-only");
  }

  private Shipped.Said remount(String place) {
    return omnipkg.call(List.of("sh", "-c", "sleep 0.1; mount -o remount,ro " + place));
  }
}
