package io.crossroads.store;

import io.crossroads.pipelines.Pipeline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where counts of rejected records go; each run replaces those of the one before. */
public final class RejectionStore {

  private final StoreSettings settings;

  /** The counts in a store that is prepared. */
  public RejectionStore(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * Rejected records of an hour and a reason.
   *
   * @param hour the hour in which they were appended
   * @param records how many there are
   */
  public record Count(Instant hour, String reason, long records) {}

  /**
   * Replaces all counts of a pipeline in one transaction, and tells those who listen to it.
   *
   * @param until the greatest append time that was looked at; empty if there was no record
   */
  public void replace(Pipeline pipeline, List<Count> counts, Optional<Instant> until)
      throws SQLException {
    try (Connection connection = settings.connect("crossroads views " + pipeline.name())) {
      connection.setAutoCommit(false);
      try (PreparedStatement note =
          connection.prepareStatement(
              """
              insert into rejection_count values (?, ?, clock_timestamp())
              on conflict (pipeline) do update
                set counted_until = excluded.counted_until, counted_at = excluded.counted_at
              """)) {
        note.setString(1, pipeline.name());
        note.setObject(2, until.map(Positions::time).orElse(null));
        note.executeUpdate();
      }
      try (PreparedStatement delete =
          connection.prepareStatement("delete from rejection where pipeline = ?")) {
        delete.setString(1, pipeline.name());
        delete.executeUpdate();
      }
      insert(connection, pipeline.name(), counts);
      SpeedStore.notifyOfChange(connection, pipeline);
      connection.commit();
    }
  }

  private static void insert(Connection connection, String pipeline, List<Count> counts)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into rejection values (?, ?, ?, ?)")) {
      for (Count count : counts) {
        insert.setString(1, pipeline);
        insert.setObject(2, Positions.time(count.hour()));
        insert.setString(3, count.reason());
        insert.setLong(4, count.records());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
