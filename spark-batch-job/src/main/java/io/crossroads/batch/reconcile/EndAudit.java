package io.crossroads.batch.reconcile;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.TableSnapshot;
import io.crossroads.layers.position.Position;
import io.crossroads.store.Positions;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds the position of each table against the end that the topic had when the jobs last told the
 * store of it: a table cannot hold what was never there. Needs a job that reports.
 */
final class EndAudit {

  /** A job reports just after its commit. */
  private static final int LOOKS = 10;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final StoreSettings store;
  private final ArchivedPipeline archived;

  EndAudit(StoreSettings store, ArchivedPipeline archived) {
    this.store = store;
    this.archived = archived;
  }

  /** Positions beyond the end, if they still are after some seconds. */
  List<String> findings() throws SQLException {
    List<String> findings = look();
    for (int again = 1; again < LOOKS && !findings.isEmpty(); again++) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      findings = look();
    }
    return findings;
  }

  private List<String> look() throws SQLException {
    ArchivedPipeline.Moment now = archived.now();
    Map<Integer, Long> ends = ends(now.position().topicId());
    List<String> findings = new ArrayList<>();
    for (TableSnapshot table : List.of(now.archive(), now.rejected())) {
      Position position = table.requirePosition(archived.pipeline());
      ends.forEach(
          (partition, end) -> {
            if (position.nextOffset(partition) > end) {
              findings.add(
                  String.format(
                      Locale.ROOT,
                      "partition %d: %s is at offset %d, but the topic ended at %d when the jobs last told of it",
                      partition,
                      table.name().name(),
                      position.nextOffset(partition),
                      end));
            }
          });
    }
    return findings;
  }

  /** By partition, the greatest end that a query told of; none if the archive does not report. */
  private Map<Integer, Long> ends(String topicId) throws SQLException {
    Map<Integer, Long> ends = new HashMap<>();
    try (Connection connection = store.connect("crossroads reconcile");
        PreparedStatement statement =
            connection.prepareStatement(
                "select partition, max(end_offset) from position where pipeline = ?"
                    + " and topic_id = ? group by partition having bool_or(query = ?)")) {
      statement.setString(1, archived.pipeline().name());
      statement.setString(2, topicId);
      statement.setString(3, Positions.ARCHIVE);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ends.put(row.getInt(1), row.getLong(2));
        }
      }
    }
    return ends;
  }
}
