package io.crossroads.store;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and writes the horizon and the positions of queries. */
public final class Positions {

  /** The query whose position is committed with its rows. */
  public static final String SPEED = "speed";

  /** What the speed query keeps of single events: committed with rows and alerts on readings. */
  public static final String EVENTS = "events";

  /** The query that keeps every event; it reports here what its tables say. */
  public static final String ARCHIVE = "archive";

  private Positions() {}

  /** The horizon of a pipeline. */
  public static Horizon horizon(Connection connection, String pipeline) throws SQLException {
    return horizon(connection, pipeline, "");
  }

  /** The horizon, locked until the transaction ends. */
  static Horizon lockedHorizon(Connection connection, String pipeline, String lock)
      throws SQLException {
    return horizon(connection, pipeline, lock);
  }

  private static Horizon horizon(Connection connection, String pipeline, String lock)
      throws SQLException {
    Instant time;
    String topicId;
    long generation;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select horizon, topic_id, generation from horizon where pipeline = ? " + lock)) {
      statement.setString(1, pipeline);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          return Horizon.NONE;
        }
        time = (Instant) ColumnType.TIMESTAMPTZ.read(result, 1);
        topicId = result.getString(2);
        generation = result.getLong(3);
      }
    }
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select partition, next_offset from horizon_offset where pipeline = ?")) {
      statement.setString(1, pipeline);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          offsets.put(result.getInt(1), result.getLong(2));
        }
      }
    }
    return new Horizon(
        Optional.ofNullable(time), Optional.ofNullable(topicId), offsets, generation);
  }

  static void ensureHorizon(Connection connection, String pipeline) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into horizon (pipeline) values (?) on conflict do nothing")) {
      statement.setString(1, pipeline);
      statement.executeUpdate();
    }
  }

  static void moveHorizon(Connection connection, String pipeline, String topic, Horizon next)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update horizon set horizon = ?, topic = ?, topic_id = ?, generation = ?,"
                + " published_at = clock_timestamp() where pipeline = ?")) {
      statement.setObject(1, next.time().map(Positions::time).orElse(null));
      statement.setString(2, topic);
      statement.setString(3, next.topicId().orElse(null));
      statement.setLong(4, next.generation());
      statement.setString(5, pipeline);
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement("delete from horizon_offset where pipeline = ?")) {
      statement.setString(1, pipeline);
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement("insert into horizon_offset values (?, ?, ?)")) {
      for (Map.Entry<Integer, Long> offset : next.offsets().entrySet()) {
        statement.setString(1, pipeline);
        statement.setInt(2, offset.getKey());
        statement.setLong(3, offset.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** How far a query has come; empty if it has not begun. */
  public static Optional<Position> position(Connection connection, String pipeline, String query)
      throws SQLException {
    return position(connection, pipeline, query, "");
  }

  static Optional<Position> lockedPosition(Connection connection, String pipeline, String query)
      throws SQLException {
    return position(connection, pipeline, query, "for update");
  }

  private static Optional<Position> position(
      Connection connection, String pipeline, String query, String lock) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select topic, topic_id, partition, next_offset, max_append_time from position"
                + " where pipeline = ? and query = ? order by partition "
                + lock)) {
      statement.setString(1, pipeline);
      statement.setString(2, query);
      try (ResultSet result = statement.executeQuery()) {
        SortedMap<Integer, PartitionPosition> partitions = new TreeMap<>();
        String topic = null;
        String topicId = null;
        while (result.next()) {
          topic = result.getString(1);
          topicId = result.getString(2);
          Instant latest = (Instant) ColumnType.TIMESTAMPTZ.read(result, 5);
          partitions.put(
              result.getInt(3),
              new PartitionPosition(
                  result.getLong(4), latest == null ? 0 : EpochMicros.micros(latest)));
        }
        return topic == null
            ? Optional.empty()
            : Optional.of(new Position(topic, topicId, partitions));
      }
    }
  }

  /**
   * Writes how far a query has come.
   *
   * @param ends by partition, the offset that the next record of the topic will have
   * @param stableEnds by partition, the end of what open transactions leave to be read
   */
  public static void write(
      Connection connection,
      String pipeline,
      String query,
      Position position,
      Map<Integer, Long> ends,
      Map<Integer, Long> stableEnds)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into position (pipeline, query, partition, topic, topic_id, next_offset,
              max_append_time, end_offset, stable_offset, committed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())
            on conflict (pipeline, query, partition) do update set
              topic = excluded.topic, topic_id = excluded.topic_id,
              next_offset = excluded.next_offset, max_append_time = excluded.max_append_time,
              end_offset = excluded.end_offset, stable_offset = excluded.stable_offset,
              committed_at = excluded.committed_at
            """)) {
      for (Map.Entry<Integer, PartitionPosition> entry : position.partitions().entrySet()) {
        PartitionPosition reached = entry.getValue();
        statement.setString(1, pipeline);
        statement.setString(2, query);
        statement.setInt(3, entry.getKey());
        statement.setString(4, position.topic());
        statement.setString(5, position.topicId());
        statement.setLong(6, reached.nextOffset());
        long latest = reached.maxAppendTimeMicros();
        statement.setObject(7, latest == 0 ? null : time(EpochMicros.instant(latest)));
        long end = Math.max(reached.nextOffset(), ends.getOrDefault(entry.getKey(), 0L));
        statement.setLong(8, end);
        statement.setLong(9, Math.min(end, stableEnds.getOrDefault(entry.getKey(), end)));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Writes how far the topic of all queries goes; their positions stay. */
  static void writeEnds(
      Connection connection,
      String pipeline,
      String topicId,
      Map<Integer, Long> ends,
      Map<Integer, Long> stableEnds)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update position set end_offset = greatest(next_offset, ?), stable_offset = ?"
                + " where pipeline = ? and topic_id = ? and partition = ?")) {
      for (Map.Entry<Integer, Long> end : ends.entrySet()) {
        statement.setLong(1, end.getValue());
        statement.setLong(2, stableEnds.getOrDefault(end.getKey(), end.getValue()));
        statement.setString(3, pipeline);
        statement.setString(4, topicId);
        statement.setInt(5, end.getKey());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Writes the running maxima of append time of a query that stays where it is. */
  static void writeAppendTimes(
      Connection connection, String pipeline, String query, Position position) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update position set max_append_time = ?"
                + " where pipeline = ? and query = ? and partition = ?")) {
      for (Map.Entry<Integer, PartitionPosition> entry : position.partitions().entrySet()) {
        long latest = entry.getValue().maxAppendTimeMicros();
        statement.setObject(1, latest == 0 ? null : time(EpochMicros.instant(latest)));
        statement.setString(2, pipeline);
        statement.setString(3, query);
        statement.setInt(4, entry.getKey());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** The present, as the database has it: the one clock that all layers share. */
  public static Instant present(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select clock_timestamp()");
        ResultSet result = statement.executeQuery()) {
      result.next();
      return (Instant) ColumnType.TIMESTAMPTZ.read(result, 1);
    }
  }

  static void forget(Connection connection, String pipeline, String query) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from position where pipeline = ? and query = ?")) {
      statement.setString(1, pipeline);
      statement.setString(2, query);
      statement.executeUpdate();
    }
  }

  /** A time as the driver wants it. */
  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
