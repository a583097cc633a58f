package io.crossroads.lake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Says that one process writes to a table. It is an advisory lock of PostgreSQL, held by a
 * connection of its own: when the process ends, however it ends, the lock is free. Positions keep
 * two writers from harm even without it; with it the second one stops and can say who the first is.
 *
 * <p>Not for several threads.
 */
public final class WriterLock implements AutoCloseable {

  /**
   * A database server notices after a minute that the writer's machine is gone. It tells where a
   * connection comes from to the account of that connection only, which may act in another role.
   */
  private static final String SETTINGS =
      "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10;"
          + " set tcp_keepalives_count = 3; set role none";

  private static final String HOLDER =
      """
      select coalesce(a.application_name, 'unknown'), l.pid, host(a.client_addr),
             to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      from pg_locks l left join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and l.objsubid = 1
        and ((l.classid::bigint << 32) | l.objid::bigint) = ?
        and l.database = (select oid from pg_database where datname = current_database())
      """;

  private static final int SECONDS_TO_ANSWER = 5;

  private final CatalogSettings settings;
  private final long key;
  private final String owner;
  private Connection connection;

  /**
   * A lock that is not held yet.
   *
   * @param table the table's UUID
   * @param owner who wants it, for people; PostgreSQL shows the first 63 bytes
   */
  public WriterLock(CatalogSettings settings, UUID table, String owner) {
    this.settings = settings;
    this.key = table.getMostSignificantBits() ^ table.getLeastSignificantBits();
    this.owner = owner;
  }

  /**
   * Takes the lock, or makes sure that it is still held.
   *
   * @return empty if this process holds it; otherwise who does
   * @throws SQLException if the database cannot be asked
   */
  public Optional<String> tryHold() throws SQLException {
    if (connection != null && connection.isValid(SECONDS_TO_ANSWER)) {
      return Optional.empty();
    }
    release();
    connection = PostgresDriver.connect(settings, owner);
    boolean held = false;
    try {
      held = lock();
      return held ? Optional.empty() : Optional.of(holder());
    } finally {
      if (!held) {
        release();
      }
    }
  }

  private boolean lock() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, key);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private String holder() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
      statement.setLong(1, key);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          return "somebody who has gone since";
        }
        String address = result.getString(3);
        return String.format(
            Locale.ROOT,
            "'%s' (database process %d, from %s, since %s)",
            result.getString(1),
            result.getInt(2),
            address == null ? "this machine" : address,
            result.getString(4));
      }
    }
  }

  /** Lets go of the lock for good. */
  @Override
  public void close() {
    release();
  }

  /** Lets go of the lock, if it is held. */
  public void release() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // The connection is gone, and the lock with it.
    }
    connection = null;
  }
}
