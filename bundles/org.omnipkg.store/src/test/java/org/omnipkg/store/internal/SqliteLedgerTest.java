package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.model.Refusal;
import org.osgi.service.log.Logger;

class SqliteLedgerTest {
  @TempDir Path folder;
  private final List<String> logged = new ArrayList<>();
  private final List<SqliteLedger> open = new ArrayList<>();
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("ledger.sqlite");
  }

  @AfterEach
  void close() throws SQLException {
    for (SqliteLedger ledger : open) {
      ledger.close();
    }
  }

  private SqliteLedger ledger() {
    Logger log =
        (Logger)
            Proxy.newProxyInstance(
                Logger.class.getClassLoader(),
                new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> {
                  logged.add(method.getName() + " " + arguments[0]);
                  return null;
                });
    SqliteLedger ledger = new SqliteLedger(file, log);
    open.add(ledger);
    return ledger;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> text(SqliteLedger ledger, String table, String key) {
    return ledger.get(table, key).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  @Test
  void nothing_touches_the_disk_before_the_first_use() {
    ledger();
    assertTrue(Files.notExists(file));
  }

  @Test
  void facts_survive_and_the_last_one_wins() throws SQLException {
    SqliteLedger first = ledger();
    assertEquals(Optional.empty(), text(first, "t", "k"));
    first.put("t", "k", bytes("one"));
    first.put("t", "k", bytes("two"));
    first.put("u", "k", bytes(""));
    first.put("t", "gone", bytes("x"));
    first.remove("t", "gone");
    first.remove("t", "never");
    first.close();
    SqliteLedger second = ledger();
    assertEquals(Optional.of("two"), text(second, "t", "k"));
    assertEquals(Optional.of(""), text(second, "u", "k"));
    assertEquals(Optional.empty(), text(second, "t", "gone"));
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;
    second.put("t", "large", large);
    assertArrayEquals(large, second.get("t", "large").orElseThrow());
  }

  @Test
  void many_threads_and_ledgers_share_one_file() throws Exception {
    SqliteLedger one = ledger();
    SqliteLedger other = ledger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Optional<String>>> work = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String key = "k" + i;
        SqliteLedger mine = i % 2 == 0 ? one : other;
        work.add(
            () -> {
              mine.put("t", key, bytes(key));
              return text(mine == one ? other : one, "t", key);
            });
      }
      int i = 0;
      for (Future<Optional<String>> seen : threads.invokeAll(work)) {
        assertEquals(Optional.of("k" + i++), seen.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void a_file_that_is_no_database_is_set_aside() throws Exception {
    Files.writeString(file, "this is not a database, it is much too readable\n".repeat(50));
    SqliteLedger ledger = ledger();
    assertEquals(Optional.empty(), text(ledger, "t", "k"));
    ledger.put("t", "k", bytes("v"));
    assertEquals(Optional.of("v"), text(ledger, "t", "k"));
    assertTrue(Files.readString(folder.resolve("ledger.sqlite.damaged")).startsWith("this is"));
    assertEquals(1, logged.stream().filter(line -> line.startsWith("warn ")).count());
  }

  @Test
  void pages_that_turn_bad_make_it_begin_anew() throws Exception {
    SqliteLedger ledger = ledger();
    for (int i = 0; i < 50; i++) {
      ledger.put("t", "k" + i, new byte[2000]);
    }
    ledger.close();
    byte[] content = Files.readAllBytes(file);
    java.util.Arrays.fill(content, 4096, content.length, (byte) 0x5a);
    Files.write(file, content);
    SqliteLedger again = ledger();
    assertEquals(Optional.empty(), text(again, "t", "k7"));
    again.put("t", "k7", bytes("v"));
    assertEquals(Optional.of("v"), text(again, "t", "k7"));
    assertTrue(Files.exists(folder.resolve("ledger.sqlite.damaged")));
  }

  @Test
  void a_place_it_cannot_write_is_named() throws Exception {
    Files.createDirectory(file);
    Refusal refusal = assertThrows(Refusal.class, () -> ledger().put("t", "k", bytes("v")));
    assertEquals("store.ledger", refusal.diagnostic().code());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 5000})
  void a_file_cut_short_is_begun_anew_or_read_as_far_as_it_is_whole(int length) throws Exception {
    SqliteLedger ledger = ledger();
    for (int i = 0; i < 50; i++) {
      ledger.put("t", "k" + i, new byte[2000]);
    }
    ledger.close();
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    SqliteLedger again = ledger();
    assertEquals(List.of(), again.keys("t"));
    again.put("t", "k7", bytes("v"));
    assertEquals(Optional.of("v"), text(again, "t", "k7"));
  }

  @Test
  void a_lost_write_ahead_log_loses_no_more_than_what_stood_in_it() throws Exception {
    SqliteLedger ledger = ledger();
    ledger.put("t", "k", bytes("v"));
    Path copy = folder.resolve("copy.sqlite");
    Files.copy(file, copy);
    SqliteLedger other = new SqliteLedger(copy, null);
    open.add(other);
    assertEquals(List.of(), other.keys("t"));
    other.put("t", "k", bytes("w"));
    assertEquals(List.of("k"), other.keys("t"));
  }

  @Test
  void the_keys_of_a_table_are_sorted_and_its_own() {
    SqliteLedger ledger = ledger();
    ledger.put("t", "b", bytes("1"));
    ledger.put("t", "a", bytes("2"));
    ledger.put("u", "c", bytes("3"));
    assertEquals(List.of("a", "b"), ledger.keys("t"));
    assertEquals(List.of(), ledger.keys("v"));
  }

  @Test
  void a_file_of_a_newer_schema_is_refused_and_left_as_it_is() throws Exception {
    SqliteLedger ledger = ledger();
    ledger.put("t", "k", bytes("v"));
    ledger.close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version=7");
    }
    byte[] before = Files.readAllBytes(file);
    Refusal refusal = assertThrows(Refusal.class, () -> ledger().put("t", "k", bytes("w")));
    assertEquals("store.newer", refusal.diagnostic().code());
    assertArrayEquals(before, Files.readAllBytes(file));
  }
}
