package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.store.Store.Tree;

class KilledProcessTest {
  @TempDir Path root;

  private Process start(int first, int trees) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TreeGrower.class.getName(),
            root.toString(),
            Integer.toString(first),
            Integer.toString(trees))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void everyVisibleTreeIsWhole(DiskStore store) throws IOException {
    for (Tree tree : store.trees("py")) {
      String key = tree.key().replace("-i", "");
      assertEquals(List.of(key), tree.facts().get("key"));
      Path top = tree.path();
      if (tree.instance().isPresent()) {
        int n = Integer.parseInt(key.substring(1));
        assertEquals(Optional.of(TreeGrower.instance(key, n)), tree.instance());
        top = top.resolve("in/own");
        assertTrue(Files.isSymbolicLink(tree.path().resolve("in/next")));
        assertTrue(Files.isDirectory(tree.path().resolve("in/again")));
      }
      try (Stream<Path> files = Files.walk(tree.path())) {
        assertEquals(TreeGrower.FILES, files.filter(Files::isRegularFile).count());
      }
      for (int i = 0; i < TreeGrower.FILES; i++) {
        assertEquals(TreeGrower.content(key, i), Files.readString(top.resolve(TreeGrower.path(i))));
      }
    }
  }

  @Test
  void a_killed_process_leaves_no_half_tree() throws Exception {
    for (int round = 1; round <= 3; round++) {
      Process process = start(0, 1_000_000);
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (int i = 0; i < 7 * round; i++) {
          assertNotNull(lines.readLine());
        }
        process.destroyForcibly().waitFor();
      }
      DiskStore store = new DiskStore(root);
      assertTrue(store.trees("py").size() >= 7 * round);
      everyVisibleTreeIsWhole(store);
    }
  }

  @Test
  void processes_that_make_the_same_trees_agree() throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(start(0, 40));
    }
    for (Process process : all) {
      process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      assertEquals(0, process.waitFor());
    }
    DiskStore store = new DiskStore(root);
    assertEquals(80, store.trees("py").size());
    everyVisibleTreeIsWhole(store);
  }
}
