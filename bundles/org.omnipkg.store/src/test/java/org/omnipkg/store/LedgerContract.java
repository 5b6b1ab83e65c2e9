package org.omnipkg.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Ledger} promises. Extend it and open one in a folder. */
public abstract class LedgerContract {
  @TempDir protected Path temporary;
  private final List<Ledger> opened = new ArrayList<>();
  private Path folder;
  private Ledger ledger;

  /** Opens the ledger in a folder, which may have been one before. */
  protected abstract Ledger open(Path folder);

  /** Closes one in good order; twice does no harm. */
  protected abstract void close(Ledger ledger);

  /** Spoils the file of a closed ledger. */
  protected abstract void damage(Path folder) throws IOException;

  @BeforeEach
  final void begin() throws IOException {
    folder = Files.createDirectory(temporary.resolve("ledger"));
    ledger = opened(folder);
  }

  @AfterEach
  final void end() {
    opened.forEach(this::close);
  }

  private Ledger opened(Path in) {
    Ledger made = open(in);
    opened.add(made);
    return made;
  }

  private Ledger again() {
    close(ledger);
    return opened(folder);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> text(Ledger ledger, String table, String key) {
    return ledger.get(table, key).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  @Test
  public void what_was_never_kept_is_not_there() {
    assertEquals(Optional.empty(), text(ledger, "table", "key"));
  }

  @Test
  public void a_value_comes_back_byte_for_byte() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    ledger.put("table", "key", all);
    assertArrayEquals(all, ledger.get("table", "key").orElseThrow());
  }

  @Test
  public void an_empty_value_is_a_value() {
    ledger.put("table", "key", new byte[0]);
    assertEquals(Optional.of(""), text(ledger, "table", "key"));
  }

  @Test
  public void a_large_value_comes_back() {
    byte[] large = new byte[(1 << 20) + 1];
    Arrays.fill(large, (byte) 'x');
    ledger.put("table", "key", large);
    assertArrayEquals(large, ledger.get("table", "key").orElseThrow());
  }

  @Test
  public void the_last_value_wins() {
    ledger.put("table", "key", bytes("one"));
    ledger.put("table", "key", bytes("two"));
    assertEquals(Optional.of("two"), text(ledger, "table", "key"));
  }

  @Test
  public void a_removed_value_is_gone() {
    ledger.put("table", "key", bytes("value"));
    ledger.remove("table", "key");
    assertEquals(Optional.empty(), text(ledger, "table", "key"));
  }

  @Test
  public void removing_what_is_not_there_is_no_error() {
    assertDoesNotThrow(() -> ledger.remove("table", "key"));
  }

  @Test
  public void tables_are_apart() {
    ledger.put("one", "key", bytes("of one"));
    ledger.put("other", "key", bytes("of the other"));
    assertEquals(Optional.of("of one"), text(ledger, "one", "key"));
    assertEquals(Optional.of("of the other"), text(ledger, "other", "key"));
  }

  @Test
  public void the_keys_of_a_table_come_sorted() {
    List.of("b", "a", "c").forEach(key -> ledger.put("table", key, bytes("value")));
    assertEquals(List.of("a", "b", "c"), ledger.keys("table"));
  }

  @Test
  public void a_key_may_be_any_text() {
    List<String> keys = List.of("a/b", "a'b", "a\"b", "a;b", "a%b", "a b", "ä\u20ac", "");
    keys.forEach(key -> ledger.put("table", key, bytes("of " + key)));
    keys.forEach(key -> assertEquals(Optional.of("of " + key), text(ledger, "table", key)));
  }

  @Test
  public void a_value_handed_out_belongs_to_the_one_who_asked() {
    ledger.put("table", "key", bytes("value"));
    Arrays.fill(ledger.get("table", "key").orElseThrow(), (byte) 0);
    assertEquals(Optional.of("value"), text(ledger, "table", "key"));
  }

  @Test
  public void values_survive_a_restart() {
    ledger.put("table", "key", bytes("value"));
    assertEquals(Optional.of("value"), text(again(), "table", "key"));
  }

  /** What lies on the disk at some moment is what a kill at that moment leaves. */
  @Test
  public void a_value_is_on_the_disk_once_it_is_put() throws IOException {
    ledger.put("table", "key", bytes("value"));
    Path left = Files.createDirectory(temporary.resolve("left"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, left.resolve(file.getFileName()));
      }
    }
    assertEquals(Optional.of("value"), text(opened(left), "table", "key"));
  }

  @Test
  public void many_threads_may_write_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Optional<String>>> work = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String key = "key" + i;
        work.add(
            () -> {
              ledger.put("table", key, bytes(key));
              return text(ledger, "table", key);
            });
      }
      int i = 0;
      for (Future<Optional<String>> seen : threads.invokeAll(work)) {
        assertEquals(Optional.of("key" + i++), seen.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  public void a_damaged_file_is_begun_anew() throws IOException {
    ledger.put("table", "key", bytes("value"));
    close(ledger);
    damage(folder);
    Ledger anew = opened(folder);
    anew.put("table", "other", bytes("value"));
    assertEquals(Optional.of("value"), text(anew, "table", "other"));
  }
}
