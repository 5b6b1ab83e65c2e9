package org.omnipkg.store;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.internal.SqliteLedgerContractTest;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.SabotageContract;

/** The flaws override methods of {@link Ledger} by name; everything else is the real ledger's. */
@SuppressWarnings("unused")
class LedgerSabotageTest extends SabotageContract {
  private static final String RESTART = "values_survive_a_restart";
  private static final String DISK = "a_value_is_on_the_disk_once_it_is_put";
  private static final String DAMAGE = "a_damaged_file_is_begun_anew";

  private static final Map<String, UnaryOperator<Ledger>> FLAWS =
      Map.ofEntries(
          entry(
              "what_was_never_kept_is_not_there",
              ledger ->
                  with(
                      ledger,
                      new Object() {
                        private final Set<String> known = new HashSet<>();

                        synchronized void put(String table, String key, byte[] value) {
                          known.add(key);
                          ledger.put(table, key, value);
                        }

                        synchronized Optional<byte[]> get(String table, String key) {
                          Optional<byte[]> found = ledger.get(table, key);
                          return found.isPresent() || known.contains(key)
                              ? found
                              : Optional.of(new byte[0]);
                        }
                      })),
          entry(
              "a_value_comes_back_byte_for_byte",
              getting(
                  value -> {
                    byte[] copy = value.clone();
                    boolean binary = copy.length == 256;
                    for (int i = 0; binary && i < copy.length; i++) {
                      copy[i] &= 0x7f;
                    }
                    return Optional.of(copy);
                  })),
          entry(
              "an_empty_value_is_a_value",
              getting(value -> Optional.of(value).filter(bytes -> bytes.length > 0))),
          entry(
              "a_large_value_comes_back",
              getting(value -> Optional.of(Arrays.copyOf(value, Math.min(value.length, 1 << 20))))),
          entry(
              "the_last_value_wins",
              ledger ->
                  with(
                      ledger,
                      new Object() {
                        synchronized void put(String table, String key, byte[] value) {
                          if (ledger.get(table, key).isEmpty()) {
                            ledger.put(table, key, value);
                          }
                        }
                      })),
          entry(
              "a_removed_value_is_gone",
              ledger ->
                  with(
                      ledger,
                      new Object() {
                        void remove(String table, String key) {}
                      })),
          entry(
              "removing_what_is_not_there_is_no_error",
              ledger ->
                  with(
                      ledger,
                      new Object() {
                        void remove(String table, String key) {
                          if (ledger.get(table, key).isEmpty()) {
                            throw new NoSuchElementException(key);
                          }
                          ledger.remove(table, key);
                        }
                      })),
          entry("tables_are_apart", keyed((table, key) -> new String[] {"table", key})),
          entry(
              "a_key_may_be_any_text",
              keyed((table, key) -> new String[] {table, key.replaceAll("[^A-Za-z0-9]", "")})),
          entry(
              "the_keys_of_a_table_come_sorted",
              ledger ->
                  with(
                      ledger,
                      new Object() {
                        List<String> keys(String table) {
                          List<String> keys = new ArrayList<>(ledger.keys(table));
                          Collections.reverse(keys);
                          return keys;
                        }
                      })),
          entry(
              "a_value_handed_out_belongs_to_the_one_who_asked",
              ledger ->
                  with(
                      ledger,
                      new Object() {
                        private final Map<String, byte[]> held = new HashMap<>();

                        synchronized Optional<byte[]> get(String table, String key) {
                          Optional<byte[]> found = ledger.get(table, key);
                          return found.map(
                              value ->
                                  held.merge(
                                      table + "/" + key,
                                      value,
                                      (old, now) -> old.length == now.length ? old : now));
                        }
                      })),
          entry(RESTART, ledger -> ledger),
          entry(DISK, LedgerSabotageTest::buffered),
          entry(
              "many_threads_may_write_at_once",
              ledger ->
                  with(
                      ledger,
                      new Object() {
                        private final Thread mine = Thread.currentThread();

                        void put(String table, String key, byte[] value) {
                          if (Thread.currentThread() != mine) {
                            throw new Refusal(
                                Diagnostic.user("toy.thread", "another thread is in the way", ""));
                          }
                          ledger.put(table, key, value);
                        }
                      })),
          entry(DAMAGE, ledger -> ledger));

  private interface Value {
    Optional<byte[]> spoil(byte[] value);
  }

  private interface Key {
    String[] spoil(String table, String key);
  }

  /** Flushes what it holds when it is told to. */
  private interface Late extends Ledger {
    void flush();
  }

  private static Ledger with(Ledger ledger, Object instead) {
    return Spoilt.of(Ledger.class, ledger, instead);
  }

  private static UnaryOperator<Ledger> getting(Value change) {
    return ledger ->
        with(
            ledger,
            new Object() {
              Optional<byte[]> get(String table, String key) {
                return ledger.get(table, key).flatMap(change::spoil);
              }
            });
  }

  private static UnaryOperator<Ledger> keyed(Key change) {
    return ledger ->
        with(
            ledger,
            new Object() {
              Optional<byte[]> get(String table, String key) {
                String[] at = change.spoil(table, key);
                return ledger.get(at[0], at[1]);
              }

              void put(String table, String key, byte[] value) {
                String[] at = change.spoil(table, key);
                ledger.put(at[0], at[1], value);
              }

              void remove(String table, String key) {
                String[] at = change.spoil(table, key);
                ledger.remove(at[0], at[1]);
              }
            });
  }

  private static Ledger buffered(Ledger ledger) {
    Map<Map.Entry<String, String>, Optional<byte[]>> held = new LinkedHashMap<>();
    return Spoilt.of(
        Late.class,
        new Late() {
          @Override
          public synchronized Optional<byte[]> get(String table, String key) {
            Optional<byte[]> mine = held.get(entry(table, key));
            return mine == null ? ledger.get(table, key) : mine.map(byte[]::clone);
          }

          @Override
          public synchronized void put(String table, String key, byte[] value) {
            held.put(entry(table, key), Optional.of(value.clone()));
          }

          @Override
          public synchronized void remove(String table, String key) {
            held.put(entry(table, key), Optional.empty());
          }

          @Override
          public synchronized List<String> keys(String table) {
            flush();
            return ledger.keys(table);
          }

          @Override
          public synchronized void flush() {
            held.forEach(
                (at, value) ->
                    value.ifPresent(bytes -> ledger.put(at.getKey(), at.getValue(), bytes)));
            held.clear();
          }
        },
        new Object());
  }

  @Override
  protected Class<?> contract() {
    return LedgerContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends SqliteLedgerContractTest {
    private final Flaw flaw;
    private final Map<Ledger, Ledger> sound = new IdentityHashMap<>();
    private boolean opened;
    private boolean damaged;

    Specimen(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected Ledger open(Path folder) {
      if (flaw.law().equals(RESTART) && opened && !damaged && named(folder, "ledger")) {
        empty(folder);
      }
      opened = true;
      Ledger ledger = super.open(folder);
      Ledger spoilt =
          flaw.law().equals(DAMAGE) && damaged ? refusing(ledger) : flaw.in(ledger, FLAWS);
      sound.put(spoilt, ledger);
      return spoilt;
    }

    private static Ledger refusing(Ledger ledger) {
      return with(
          ledger,
          new Object() {
            void put(String table, String key, byte[] value) {
              throw new Refusal(Diagnostic.user("toy.damaged", "the file is damaged", ""));
            }
          });
    }

    private static boolean named(Path folder, String name) {
      return folder.getFileName().toString().equals(name);
    }

    private static void empty(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    protected void close(Ledger ledger) {
      if (ledger instanceof Late late) {
        late.flush();
      }
      super.close(sound.get(ledger));
    }

    @Override
    protected void damage(Path folder) throws IOException {
      damaged = true;
      super.damage(folder);
    }
  }
}
