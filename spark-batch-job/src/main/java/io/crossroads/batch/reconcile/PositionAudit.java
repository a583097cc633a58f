package io.crossroads.batch.reconcile;

import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.Positions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds the positions that the store tells of against each other and against the archive's. */
final class PositionAudit {

  private final Connection connection;
  private final Pipeline pipeline;
  private final Position archive;
  private final List<String> findings = new ArrayList<>();

  /**
   * An audit of one moment of the store.
   *
   * @param connection its transaction sees that moment
   * @param archive what both tables of the archive hold
   */
  PositionAudit(Connection connection, Pipeline pipeline, Position archive) {
    this.connection = connection;
    this.pipeline = pipeline;
    this.archive = archive;
  }

  /** What does not fit together. */
  List<String> findings() throws SQLException {
    reportedArchive();
    ends();
    topicIds();
    return findings;
  }

  private void reportedArchive() throws SQLException {
    Positions.position(connection, pipeline.name(), Positions.ARCHIVE)
        .filter(reported -> reported.topicId().equals(archive.topicId()))
        .ifPresent(
            reported ->
                reported
                    .partitions()
                    .forEach(
                        (partition, at) -> {
                          if (at.nextOffset() > archive.nextOffset(partition)) {
                            findings.add(
                                String.format(
                                    Locale.ROOT,
                                    "partition %d: the store says that the archive is at offset %d, its tables say %d",
                                    partition,
                                    at.nextOffset(),
                                    archive.nextOffset(partition)));
                          }
                        }));
  }

  /** No query is beyond the end that the topic had when it reported. */
  private void ends() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select query, partition, next_offset, end_offset from position"
                + " where pipeline = ? and next_offset > end_offset order by 1, 2")) {
      statement.setString(1, pipeline.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "partition %d: the position of %s is offset %d, but the topic ended at %d",
                  row.getInt(2),
                  row.getString(1),
                  row.getLong(3),
                  row.getLong(4)));
        }
      }
    }
  }

  /** All partitions of a query are of one topic. */
  private void topicIds() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select query, string_agg(distinct topic_id, ', ') from position where pipeline = ?"
                + " group by query having count(distinct topic_id) > 1 order by query")) {
      statement.setString(1, pipeline.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "the position of %s is of several topics: ids %s",
                  row.getString(1),
                  row.getString(2)));
        }
      }
    }
  }
}
