package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/** A home on a file system that clones files; making one takes root, loop devices and btrfs. */
@Tag("full")
class ClonesIT {
  private static final int BIG = 60_000_000;

  private Shipped omnipkg;
  private Path wheels;

  @BeforeEach
  void open() throws Exception {
    omnipkg = new Shipped();
    wheels = omnipkg.directory().resolve("wheels");
    byte[] noise = new byte[BIG / 2];
    new Random(1).nextBytes(noise);
    TinyWheel.of("big", "1.0")
        .file("big/data.txt", java.util.HexFormat.of().formatHex(noise))
        .into(wheels);
    Path disk = omnipkg.directory().resolve("disk");
    Files.createDirectories(omnipkg.home());
    omnipkg.call(List.of("truncate", "-s", "1G", disk.toString())).ok();
    omnipkg.call(List.of("mkfs.btrfs", "-q", disk.toString())).ok();
    omnipkg.call(List.of("mount", "-o", "loop", disk.toString(), omnipkg.home().toString())).ok();
  }

  @AfterEach
  void close() {
    omnipkg.run("daemon", "stop");
    omnipkg.call(List.of("umount", "--lazy", omnipkg.home().toString()));
    omnipkg.close();
  }

  private void install(String environment) {
    omnipkg.run("-e", environment, "install", "--index", wheels.toUri().toString(), "big").ok();
  }

  private long used() {
    omnipkg.call(List.of("sync")).ok();
    String said =
        omnipkg.call(List.of("df", "--output=used", "-B1", omnipkg.home().toString())).ok().out();
    return Long.parseLong(said.lines().skip(1).findFirst().orElseThrow().strip());
  }

  private Path data(String environment) throws Exception {
    Path link = omnipkg.home().resolve("env").resolve(environment).resolve("current");
    String code = "import big, os; print(os.path.realpath(os.path.dirname(big.__file__)))";
    String folder = omnipkg.run("-e", environment, "exec", "python", "-c", code).ok().out().strip();
    assertTrue(Files.exists(link));
    return Path.of(folder, "data.txt");
  }

  @Test
  void environments_are_clones_that_occupy_nothing_and_root_reaches_only_its_own()
      throws Exception {
    install("one");
    long before = used();
    install("two");
    install("three");
    assertTrue(used() - before < BIG / 2, (used() - before) + " bytes more");
    Path mine = data("two");
    assertTrue(mine.startsWith(omnipkg.home().toRealPath().resolve("env/two")), mine.toString());
    Files.writeString(mine, "edited");
    assertEquals(BIG, Files.size(data("one")));
    assertEquals(0, omnipkg.run("store", "verify").exit());
    assertFalse(omnipkg.run("-e", "two", "status").ok().out().isEmpty());
  }
}
