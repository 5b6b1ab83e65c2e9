package org.omnipkg.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One SQLite file: a connection that reads while the other writes. */
final class Database implements AutoCloseable {
  private static final int SCHEMA = 1;
  private static final int PATIENCE_MS = 20_000;

  private final Connection reader;
  private final Connection writer;
  private final PreparedStatement select;
  private final PreparedStatement list;
  private final PreparedStatement insert;
  private final PreparedStatement delete;

  private Database(Connection reader, Connection writer) throws SQLException {
    this.reader = reader;
    this.writer = writer;
    this.select = reader.prepareStatement("SELECT value FROM facts WHERE topic=? AND key=?");
    this.list = reader.prepareStatement("SELECT key FROM facts WHERE topic=? ORDER BY key");
    this.insert = writer.prepareStatement("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)");
    this.delete = writer.prepareStatement("DELETE FROM facts WHERE topic=? AND key=?");
  }

  /**
   * A fact to keep, or to forget.
   *
   * @param value null to forget
   */
  record Change(String topic, String key, byte @Nullable [] value) {}

  static Database open(Path file, boolean thorough) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(PATIENCE_MS);
    Connection writer = config.createConnection("jdbc:sqlite:" + file);
    Connection reader = null;
    try {
      try (Statement statement = writer.createStatement()) {
        if (thorough) {
          check(statement);
        }
        version(statement);
        statement.execute(
            "CREATE TABLE IF NOT EXISTS facts (topic TEXT NOT NULL, key TEXT NOT NULL,"
                + " value BLOB NOT NULL, PRIMARY KEY (topic, key))");
      }
      reader = config.createConnection("jdbc:sqlite:" + file);
      return new Database(reader, writer);
    } catch (SQLException | RuntimeException failed) {
      close(reader, failed);
      close(writer, failed);
      throw failed;
    }
  }

  /** Version 0 is a fresh file, or one from before versions were written. */
  private static void version(Statement statement) throws SQLException {
    try (ResultSet answer = statement.executeQuery("PRAGMA user_version")) {
      int version = answer.next() ? answer.getInt(1) : 0;
      if (version > SCHEMA) {
        throw Refused.newer(version);
      }
      if (version == SCHEMA) {
        return;
      }
    }
    statement.execute("PRAGMA user_version=" + SCHEMA);
  }

  private static void check(Statement statement) throws SQLException {
    try (ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!answer.next() || !"ok".equals(answer.getString(1))) {
        throw new SQLiteException("damaged", SQLiteErrorCode.SQLITE_CORRUPT);
      }
    }
  }

  Optional<byte[]> get(String topic, String key) throws SQLException {
    synchronized (select) {
      select.setString(1, topic);
      select.setString(2, key);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
      }
    }
  }

  List<String> keys(String topic) throws SQLException {
    synchronized (list) {
      list.setString(1, topic);
      List<String> keys = new ArrayList<>();
      try (ResultSet found = list.executeQuery()) {
        while (found.next()) {
          keys.add(found.getString(1));
        }
      }
      return List.copyOf(keys);
    }
  }

  /** All or none, on the disk when it returns. For one thread at a time. */
  void write(List<Change> changes) throws SQLException {
    writer.setAutoCommit(false);
    try {
      for (Change change : changes) {
        PreparedStatement statement = change.value() == null ? delete : insert;
        statement.setString(1, change.topic());
        statement.setString(2, change.key());
        if (change.value() != null) {
          statement.setBytes(3, change.value());
        }
        statement.executeUpdate();
      }
      writer.commit();
    } catch (SQLException failed) {
      try {
        writer.rollback();
      } catch (SQLException also) {
        failed.addSuppressed(also);
      }
      throw failed;
    } finally {
      writer.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection first = reader;
        Connection second = writer) {
      synchronized (select) {
        select.close();
      }
      synchronized (list) {
        list.close();
      }
      insert.close();
      delete.close();
    }
  }

  private static void close(@Nullable Connection connection, Exception failed) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException also) {
      failed.addSuppressed(also);
    }
  }
}
