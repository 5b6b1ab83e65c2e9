package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.internal.Database.Change;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.sqlite.SQLiteException;

/** Opened at first use. Writers who meet wait together for one commit. */
@Component
public final class SqliteLedger implements Ledger {
  private final Path file;
  private final @Nullable Path libraries;
  private final Logger log;
  private final ReentrantLock writing = new ReentrantLock();
  private final List<Waiting> queue = new ArrayList<>();
  private @Nullable Database database;

  @Activate
  public SqliteLedger(
      @Reference Places places, @Reference(service = LoggerFactory.class) Logger log) {
    this(
        places.store().resolve("ledger.sqlite"),
        places.home().resolve("cache").resolve("native"),
        log);
  }

  SqliteLedger(Path file, Logger log) {
    this(file, null, log);
  }

  private SqliteLedger(Path file, @Nullable Path libraries, Logger log) {
    this.file = file;
    this.libraries = libraries;
    this.log = log;
  }

  @Override
  public Optional<byte[]> get(String table, String key) {
    return use(database -> database.get(table, key));
  }

  @Override
  public void put(String table, String key, byte[] value) {
    write(List.of(new Change(table, key, value)));
  }

  @Override
  public void put(String table, Map<String, byte[]> values) {
    List<Change> changes = new ArrayList<>();
    values.forEach((key, value) -> changes.add(new Change(table, key, value)));
    if (!changes.isEmpty()) {
      write(changes);
    }
  }

  @Override
  public void remove(String table, String key) {
    write(List.of(new Change(table, key, null)));
  }

  @Override
  public List<String> keys(String table) {
    return use(database -> database.keys(table));
  }

  @Deactivate
  public synchronized void close() throws SQLException {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  private static final class Waiting {
    private final List<Change> changes;
    private boolean done;
    private @Nullable RuntimeException failure;

    Waiting(List<Change> changes) {
      this.changes = changes;
    }
  }

  private void write(List<Change> wanted) {
    Waiting mine = new Waiting(wanted);
    synchronized (queue) {
      queue.add(mine);
    }
    writing.lock();
    try {
      if (!mine.done) {
        commit();
      }
      if (mine.failure != null) {
        throw mine.failure;
      }
    } finally {
      writing.unlock();
    }
  }

  private void commit() {
    List<Waiting> all;
    synchronized (queue) {
      all = List.copyOf(queue);
      queue.clear();
    }
    RuntimeException failure = null;
    try {
      List<Change> changes = all.stream().flatMap(waiting -> waiting.changes.stream()).toList();
      use(
          database -> {
            database.write(changes);
            return Optional.empty();
          });
    } catch (RuntimeException refused) {
      failure = refused;
    }
    for (Waiting waiting : all) {
      waiting.failure = failure;
      waiting.done = true;
    }
  }

  private interface Use<T> {
    T of(Database database) throws SQLException;
  }

  private <T> T use(Use<T> use) {
    Database current = null;
    try {
      current = opened();
      return use.of(current);
    } catch (SQLException failed) {
      if (!damaged(failed)) {
        throw refused(failed);
      }
      try {
        return use.of(renewed(current));
      } catch (SQLException | IOException again) {
        again.addSuppressed(failed);
        throw refused(again);
      }
    }
  }

  private synchronized Database opened() throws SQLException {
    if (database == null) {
      if (libraries != null) {
        NativeLibrary.prepare(libraries, log);
      }
      database = Database.open(file, false);
    }
    return database;
  }

  /** Unless another thread or process has renewed it, moves the file aside and begins anew. */
  private synchronized Database renewed(@Nullable Database bad) throws SQLException, IOException {
    if (database != null && database != bad) {
      return database;
    }
    if (database != null) {
      try {
        database.close();
      } catch (SQLException expected) {
        log.debug("closing the damaged ledger", expected);
      }
      database = null;
    }
    try {
      database = Database.open(file, true);
      return database;
    } catch (SQLException failed) {
      if (!damaged(failed)) {
        throw failed;
      }
    }
    log.warn("the ledger was damaged: {} is set aside, an empty one begun", file.getFileName());
    aside("");
    aside("-wal");
    aside("-shm");
    database = Database.open(file, false);
    return database;
  }

  private void aside(String suffix) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + suffix);
    if (Files.exists(part)) {
      Path to = file.resolveSibling(file.getFileName() + ".damaged" + suffix);
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Refusal refused(Exception failed) {
    Path folder = file.getParent();
    if (failed instanceof SQLiteException exception && folder != null) {
      String code = exception.getResultCode().name();
      if (code.equals("SQLITE_FULL")) {
        return Refused.full(folder, failed);
      }
      if (code.startsWith("SQLITE_READONLY")) {
        return Refused.readOnly(failed);
      }
    }
    return Refused.ledger(failed);
  }

  private static boolean damaged(SQLException failed) {
    return failed instanceof SQLiteException exception
        && (exception.getResultCode().name().startsWith("SQLITE_CORRUPT")
            || exception.getResultCode().name().startsWith("SQLITE_NOTADB"));
  }
}
