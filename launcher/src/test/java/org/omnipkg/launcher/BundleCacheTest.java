package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCacheTest {
  @TempDir Path folder;

  @Test
  void a_cache_is_warm_only_after_it_was_filled_from_the_same_place() throws Exception {
    Home home = Home.at(folder.resolve("home"));
    try (BundleCache first = BundleCache.acquire(home, at("/a", "one"))) {
      assertFalse(first.warm());
      first.filled();
    }
    try (BundleCache again = BundleCache.acquire(home, at("/a", "one"))) {
      assertTrue(again.warm());
    }
    try (BundleCache moved = BundleCache.acquire(home, at("/b", "one"))) {
      assertFalse(moved.warm());
    }
  }

  @Test
  void caches_of_other_builds_are_swept() throws Exception {
    Home home = Home.at(folder.resolve("home"));
    Path old;
    try (BundleCache one = BundleCache.acquire(home, at("/a", "one"))) {
      old = Files.createDirectories(one.folder()).getParent();
    }
    BundleCache.acquire(home, at("/a", "two")).close();
    assertFalse(Files.exists(old));
    assertEquals("felix-one", old.getFileName().toString());
  }

  private static Distribution at(String root, String build) {
    return new Distribution(Path.of(root), "1", build);
  }
}
