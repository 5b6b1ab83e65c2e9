package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Progress;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep;

class CollectingTest {
  @TempDir Path root;
  private DiskStore store;

  @BeforeEach
  void open() {
    store = new DiskStore(root);
  }

  private Digest put(String text) throws IOException {
    return store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), false);
  }

  private Store.Tree tree(String key, String... texts) throws IOException {
    List<Placement> placements =
        java.util.Arrays.stream(texts).map(t -> Placement.text(t, t, false)).toList();
    return store.makeTree("py", new Bubble(key, placements, Map.of()));
  }

  private Upkeep.Gone collect(String... roots) throws IOException {
    return store.collect(() -> Set.of(roots), false, Progress.SILENT);
  }

  @Test
  void what_no_root_needs_goes_with_its_objects_and_shared_ones_stay() throws IOException {
    Store.Tree kept = tree("kept", "both", "mine");
    tree("gone", "both", "its own");
    Upkeep.Gone would = store.collect(() -> Set.of("py/kept"), true, Progress.SILENT);
    assertEquals(new Upkeep.Gone(List.of("py/gone"), 1, "its own".length(), 0), would);
    assertEquals(2, store.trees().size());
    assertEquals(would, collect("py/kept"));
    assertEquals(List.of(kept), store.trees());
    assertEquals(2, store.stock().objects());
    assertEquals(List.of(), store.verify(Progress.SILENT));
    assertEquals(List.of(), Sweep.list(root.resolve("staging")));
    assertFalse(Files.exists(root.resolve("py/gone.json")));
    assertFalse(Files.exists(root.resolve("py/gone.files")));
  }

  @Test
  void what_a_hold_names_stays_and_is_let_go_with_it() throws IOException {
    tree("t", "a");
    Store.Hold hold = store.hold();
    hold.keep("py", "t");
    assertEquals(List.of(), collect().trees());
    assertTrue(store.held(hold.name()));
    hold.close();
    assertFalse(store.held(hold.name()));
    assertEquals(List.of("py/t"), collect().trees());
  }

  @Test
  void objects_used_since_the_oldest_hold_stay() throws IOException {
    Digest before = put("before");
    Store.Hold hold = store.hold();
    Digest since = put("since");
    Store.Hold other = store.hold();
    other.close();
    assertEquals(1, collect().objects());
    assertTrue(store.object(before, false).isEmpty());
    assertTrue(store.object(since, false).isPresent());
    hold.close();
    assertEquals(1, collect().objects());
  }

  @Test
  void an_old_object_that_is_stored_again_stays_while_its_flow_runs() throws IOException {
    Digest digest = put("same");
    try (Store.Hold hold = store.hold()) {
      assertEquals(digest, put("same"));
      assertEquals(0, collect().objects());
    }
    assertEquals(1, collect().objects());
  }

  @Test
  void an_object_with_another_name_somewhere_stays() throws IOException {
    Path object = store.object(put("linked"), false).orElseThrow();
    Path link = Files.createLink(root.resolve("elsewhere"), object);
    assertEquals(0, collect().objects());
    Files.delete(link);
    assertEquals(1, collect().objects());
  }

  @Test
  void a_dead_process_holds_nothing() throws IOException {
    tree("t", "a");
    Files.createDirectories(root.resolve("holds"));
    Files.writeString(root.resolve("holds/1.2.dead-7"), "py/t\n");
    assertEquals(List.of("py/t"), collect().trees());
    assertFalse(Files.exists(root.resolve("holds/1.2.dead-7")));
  }

  @Test
  void wheels_made_from_source_are_named_like_trees() throws IOException {
    Path wheel = root.resolve("built/abc/cp311/x.whl");
    Files.createDirectories(wheel.getParent());
    Files.writeString(wheel, "wheel");
    assertEquals(List.of(), collect("built/abc/cp311").trees());
    Upkeep.Gone gone = collect();
    assertEquals(List.of("built/abc/cp311"), gone.trees());
    assertEquals(5, gone.bytes());
    assertFalse(Files.exists(wheel));
  }

  @Test
  void adopted_artifacts_are_named_like_trees_and_no_start_sweeps_them() throws IOException {
    Path wheel = root.resolve("adopted/abc/x.whl");
    Files.createDirectories(wheel.getParent());
    Files.writeString(wheel, "wheel");
    Path other = Files.createDirectories(root.resolve("unheard-of/thing"));
    store.close();
    store = new DiskStore(root);
    assertTrue(Files.exists(wheel) && Files.exists(other));
    assertEquals(List.of(), collect("adopted/abc").trees());
    assertEquals(List.of("adopted/abc"), collect().trees());
    assertFalse(Files.exists(wheel));
  }

  @Test
  void roots_are_asked_after_the_holds_so_that_what_is_let_go_is_among_them() throws IOException {
    tree("t", "a");
    Store.Hold hold = store.hold();
    hold.keep("py", "t");
    Upkeep.Gone gone =
        store.collect(
            () -> {
              hold.close();
              return Set.of();
            },
            false,
            Progress.SILENT);
    assertEquals(List.of(), gone.trees());
  }

  @Test
  void another_process_stores_while_this_one_collects() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TreeGrower.class.getName(),
                root.toString(),
                "0",
                "150",
                "held")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int collected = 0;
    while (!other.waitFor(1, TimeUnit.MILLISECONDS)) {
      collected += collect().trees().size();
    }
    assertEquals(0, other.exitValue());
    collected += collect().trees().size();
    assertEquals(150, collected);
    assertEquals(Optional.empty(), store.trees().stream().findAny());
    assertEquals(0, store.stock().objects());
  }
}
