package io.crossroads.store;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.RecordPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Which rejected records of a pipeline go through their topic again, and what became of each. Who
 * writes holds a lock on the very connection that it writes with: once the lock is lost, so is the
 * means to write.
 *
 * <p>Not for several threads.
 */
public final class Replays implements AutoCloseable {

  /** Any number, the same for all who replay. */
  private static final int LOCK = 0x7265706c;

  private static final int LOOKS = 30;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** A database server notices after a minute that the holder's machine is gone. */
  private static final String KEEP_ALIVE =
      "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3";

  private static final String HOLDER =
      """
      select coalesce(a.application_name, 'unknown'), l.pid
      from pg_locks l left join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.classid = ?::oid and l.objid::bigint = (hashtext(?)::bigint & 4294967295)
        and l.database = (select oid from pg_database where datname = current_database())
      """;

  private static final String COLUMNS =
      "select topic_id, partition, \"offset\", state, search_from, sent_offset from replay"
          + " where pipeline = ? ";

  private final Connection connection;
  private final String pipeline;

  /**
   * A record that is chosen.
   *
   * @param record the rejected record
   * @param appendMicros its append time, in microseconds since 1970
   * @param reason why it was rejected
   * @param field the field at fault; null where it is the record
   * @param searchFrom the end of its partition before it is sent
   */
  public record Choice(
      RecordPosition record, long appendMicros, String reason, String field, long searchFrom) {}

  /**
   * What the archive made of a record that was sent.
   *
   * @param record the rejected record that was chosen
   * @param state {@link ReplayState#ARCHIVED}, {@link ReplayState#REJECTED} or {@link
   *     ReplayState#LOST}
   * @param why it was rejected again; null if it was not
   */
  public record Outcome(RecordPosition record, ReplayState state, String why) {}

  private Replays(Connection connection, String pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
  }

  /**
   * Connects to a store that is prepared for the pipeline.
   *
   * @param command who it is, for people
   */
  public static Replays open(StoreSettings settings, String pipeline, String command)
      throws SQLException {
    String owner =
        String.format(
            Locale.ROOT,
            "crossroads %s %s, process %d",
            command,
            pipeline,
            ProcessHandle.current().pid());
    Connection connection = settings.connect(owner);
    try {
      connection.setAutoCommit(false);
      return new Replays(connection, pipeline);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** All replays of a pipeline, as the transaction of a connection sees them. */
  public static List<Replay> all(Connection connection, String pipeline) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "order by 1, 2, 3")) {
      statement.setString(1, pipeline);
      return read(statement);
    }
  }

  /**
   * Takes the lock of those who replay, which lasts as long as the connection. The database may
   * take a moment to notice that a process which held it was killed.
   *
   * @return empty if it is held now; otherwise who has it
   */
  public Optional<String> lock() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(KEEP_ALIVE);
    }
    Optional<String> holder = tryLock();
    for (int again = 1; again < LOOKS && holder.isPresent(); again++) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      holder = tryLock();
    }
    return holder;
  }

  private Optional<String> tryLock() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
      statement.setInt(1, LOCK);
      statement.setString(2, pipeline);
      boolean held;
      try (ResultSet result = statement.executeQuery()) {
        held = result.next() && result.getBoolean(1);
      }
      Optional<String> holder = held ? Optional.empty() : Optional.of(holder());
      connection.commit();
      return holder;
    }
  }

  private String holder() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
      statement.setInt(1, LOCK);
      statement.setString(2, pipeline);
      try (ResultSet result = statement.executeQuery()) {
        return result.next()
            ? String.format(
                Locale.ROOT, "'%s' (database process %d)", result.getString(1), result.getInt(2))
            : "somebody who has gone since";
      }
    }
  }

  /** Those in a state, in the order of their records. */
  public List<Replay> in(ReplayState state) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COLUMNS + "and state = ? order by 1, 2, 3")) {
      statement.setString(1, pipeline);
      statement.setString(2, state.label());
      List<Replay> found = read(statement);
      connection.commit();
      return found;
    }
  }

  /** The states of those records that were chosen before. */
  public Map<RecordPosition, ReplayState> states(Collection<RecordPosition> records)
      throws SQLException {
    Map<RecordPosition, ReplayState> states = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS
                + "and (topic_id, partition, \"offset\") in"
                + " (select * from unnest(?::text[], ?::integer[], ?::bigint[]))")) {
      statement.setString(1, pipeline);
      array(statement, 2, "text", records.stream().map(RecordPosition::topicId).toArray());
      array(statement, 3, "integer", records.stream().map(RecordPosition::partition).toArray());
      array(statement, 4, "bigint", records.stream().map(RecordPosition::offset).toArray());
      read(statement).forEach(replay -> states.put(replay.record(), replay.state()));
    }
    connection.commit();
    return states;
  }

  /**
   * Writes down that records are to be sent, before any of them is; all of them or none.
   *
   * @throws SQLException if one was chosen before and not refused
   */
  public void choose(List<Choice> choices) throws SQLException {
    inTransaction(
        1,
        """
        insert into replay (pipeline, topic_id, partition, "offset", append_time, reason, field,
          state, search_from) values (?, ?, ?, ?, ?, ?, ?, 'chosen', ?)
        on conflict (pipeline, topic_id, partition, "offset") do update set
          state = 'chosen', search_from = excluded.search_from, chosen_at = clock_timestamp(),
          why = null
        where replay.state = 'refused'
        """,
        statement -> {
          for (Choice choice : choices) {
            position(statement, 1, choice.record());
            statement.setObject(
                5, EpochMicros.instant(choice.appendMicros()).atOffset(ZoneOffset.UTC));
            statement.setString(6, choice.reason());
            statement.setString(7, choice.field());
            statement.setLong(8, choice.searchFrom());
            statement.addBatch();
          }
        });
  }

  /**
   * Writes down where records are that were sent.
   *
   * @param offsets by the rejected record, its offset in the same partition
   */
  public void sent(Map<RecordPosition, Long> offsets) throws SQLException {
    inTransaction(
        1,
        """
        update replay set state = 'sent', sent_offset = ?, sent_at = clock_timestamp()
        where pipeline = ? and topic_id = ? and partition = ? and "offset" = ? and state = 'chosen'
        """,
        statement -> {
          for (Map.Entry<RecordPosition, Long> sent : offsets.entrySet()) {
            statement.setLong(1, sent.getValue());
            position(statement, 2, sent.getKey());
            statement.addBatch();
          }
        });
  }

  /**
   * Ends records that are chosen otherwise than by sending them.
   *
   * @param state {@link ReplayState#REFUSED} or {@link ReplayState#UNKNOWN}
   */
  public void end(Collection<RecordPosition> records, ReplayState state, String why)
      throws SQLException {
    inTransaction(
        1,
        """
        update replay set state = ?, why = ?
        where pipeline = ? and topic_id = ? and partition = ? and "offset" = ? and state = 'chosen'
        """,
        statement -> {
          for (RecordPosition record : records) {
            statement.setString(1, state.label());
            statement.setString(2, why);
            position(statement, 3, record);
            statement.addBatch();
          }
        });
  }

  /** Takes back that records are to be sent; none of them was. */
  public void forget(Collection<RecordPosition> records) throws SQLException {
    inTransaction(
        1,
        """
        delete from replay
        where pipeline = ? and topic_id = ? and partition = ? and "offset" = ? and state = 'chosen'
        """,
        statement -> {
          for (RecordPosition record : records) {
            position(statement, 1, record);
            statement.addBatch();
          }
        });
  }

  /** Writes down what the archive made of records that were sent; anybody may, it is the same. */
  public void settle(List<Outcome> outcomes) throws SQLException {
    inTransaction(
        0,
        """
        update replay set state = ?, why = ?
        where pipeline = ? and topic_id = ? and partition = ? and "offset" = ? and state = 'sent'
        """,
        statement -> {
          for (Outcome outcome : outcomes) {
            statement.setString(1, outcome.state().label());
            statement.setString(2, outcome.why());
            position(statement, 3, outcome.record());
            statement.addBatch();
          }
        });
  }

  private void position(PreparedStatement statement, int first, RecordPosition record)
      throws SQLException {
    statement.setString(first, pipeline);
    statement.setString(first + 1, record.topicId());
    statement.setInt(first + 2, record.partition());
    statement.setLong(first + 3, record.offset());
  }

  private void array(PreparedStatement statement, int index, String type, Object[] values)
      throws SQLException {
    statement.setArray(index, connection.createArrayOf(type, values));
  }

  private interface Batch {
    void add(PreparedStatement statement) throws SQLException;
  }

  /**
   * Executes a batch, all of it or nothing.
   *
   * @param least how many rows each of it must change
   */
  private void inTransaction(int least, String sql, Batch batch) throws SQLException {
    boolean done = false;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      batch.add(statement);
      for (int changed : statement.executeBatch()) {
        if (changed < least) {
          throw new SQLException(
              "a replay is not in the state that this run left it in: somebody else changed it");
        }
      }
      connection.commit();
      done = true;
    } finally {
      if (!done) {
        connection.rollback();
      }
    }
  }

  private static List<Replay> read(PreparedStatement statement) throws SQLException {
    List<Replay> replays = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        long sent = row.getLong(6);
        OptionalLong sentOffset = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(sent);
        replays.add(
            new Replay(
                new RecordPosition(row.getString(1), row.getInt(2), row.getLong(3)),
                ReplayState.of(row.getString(4)),
                row.getLong(5),
                sentOffset));
      }
    }
    return replays;
  }

  /** Lets go of the lock, too. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The connection is gone, and the lock with it.
    }
  }
}
