package org.omnipkg.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.tck.Parcel;

/** What every {@link Store} promises about objects. */
public abstract class ObjectContract {
  @TempDir protected Path temporary;
  Path root;
  Store store;

  /** Opens the store in a folder, which may have been one before. */
  protected abstract Store open(Path root);

  @BeforeEach
  final void begin() {
    root = temporary.resolve("store");
    store = open(root);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Digest put(String text) throws IOException {
    return store.put(new ByteArrayInputStream(bytes(text)), false);
  }

  static Placement placed(String path, Digest digest, boolean executable) {
    return new Placement(path, Optional.of(digest), Optional.empty(), executable);
  }

  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Puts other bytes where an object lies. */
  Path spoil(Digest digest, byte[] instead) throws IOException {
    Path path = store.object(digest, false).orElseThrow();
    overwrite(path, instead);
    return path;
  }

  static void overwrite(Path path, byte[] bytes) throws IOException {
    Files.deleteIfExists(path);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < 2 * threads; i++) {
        all.add(work);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(all)) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  @Test
  public void the_same_bytes_are_kept_once() throws IOException {
    Digest first = put("a brick");
    List<Path> before = files();
    assertEquals(first, put("a brick"));
    assertEquals(before, files());
  }

  @Test
  public void the_digest_is_the_truth_about_the_bytes() throws IOException {
    Digest digest = put("a brick");
    assertEquals(new Digest(Parcel.sha256(bytes("a brick")), 7), digest);
  }

  @Test
  public void content_of_any_size_comes_back() throws IOException {
    for (int size : new int[] {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1}) {
      byte[] content = new byte[size];
      Arrays.fill(content, (byte) 'x');
      Digest digest = store.put(new ByteArrayInputStream(content), false);
      assertArrayEquals(content, store.read(digest, false));
    }
  }

  @Test
  public void the_execute_bit_separates_objects() throws IOException {
    Digest digest = store.put(new ByteArrayInputStream(bytes("#!toy")), true);
    assertTrue(store.object(digest, false).isEmpty());
    assertTrue(Files.isExecutable(store.object(digest, true).orElseThrow()));
  }

  @Test
  public void what_was_never_put_is_missing() {
    Digest unknown = new Digest("0".repeat(64), 3);
    assertTrue(store.object(unknown, false).isEmpty());
    Refusal refusal = assertThrows(Refusal.class, () -> store.read(unknown, false));
    assertEquals("store.missing", refusal.diagnostic().code());
  }

  @Test
  public void a_source_that_breaks_leaves_nothing() throws IOException {
    List<Path> before = files();
    InputStream breaking =
        new InputStream() {
          private int given;

          @Override
          public int read() throws IOException {
            if (given++ >= 10) {
              throw new IOException("cut");
            }
            return 'x';
          }
        };
    assertThrows(IOException.class, () -> store.put(breaking, false));
    assertEquals(before, files());
  }

  @Test
  public void many_threads_that_put_the_same_bytes_agree() throws Exception {
    List<Digest> digests = together(4, () -> put("a brick"));
    assertEquals(1, digests.stream().distinct().count());
    assertArrayEquals(bytes("a brick"), store.read(digests.get(0), false));
  }

  @Test
  public void every_single_flipped_bit_is_noticed_when_read() throws IOException {
    byte[] content = bytes("ab");
    Digest digest = put("ab");
    Path path = store.object(digest, false).orElseThrow();
    for (int bit = 0; bit < 8 * content.length; bit++) {
      byte[] flipped = content.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      overwrite(path, flipped);
      Refusal refusal = assertThrows(Refusal.class, () -> store.read(digest, false), "bit " + bit);
      assertEquals("store.corrupt", refusal.diagnostic().code());
    }
  }

  @Test
  public void what_was_found_damaged_can_be_put_anew() throws IOException {
    Digest digest = put("brick");
    spoil(digest, bytes("quirk"));
    assertThrows(Refusal.class, () -> store.read(digest, false));
    assertEquals(digest, put("brick"));
    assertArrayEquals(bytes("brick"), store.read(digest, false));
  }

  @Test
  public void objects_are_there_after_a_restart() throws IOException {
    Digest digest = put("a brick");
    assertArrayEquals(bytes("a brick"), open(root).read(digest, false));
  }
}
