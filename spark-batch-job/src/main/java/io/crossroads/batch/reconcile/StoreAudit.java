package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.EventRows;
import io.crossroads.store.Positions;
import io.crossroads.store.RollupTable;
import io.crossroads.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Holds what the store says of itself, horizon and positions, against the archive. */
final class StoreAudit {

  private final Connection connection;
  private final ArchivedPipeline archived;
  private final Pipeline pipeline;
  private final ArchiveSlice slice;
  private final Horizon horizon;
  private final Optional<Position> speed;
  private final Position archive;
  private final List<String> findings = new ArrayList<>();

  /**
   * An audit of one moment of the store.
   *
   * @param connection its transaction sees that moment
   * @param speed how far the speed layer has come
   * @param archive what both tables of the archive hold
   */
  StoreAudit(
      Connection connection,
      ArchivedPipeline archived,
      ArchiveSlice slice,
      Horizon horizon,
      Optional<Position> speed,
      Position archive) {
    this.connection = connection;
    this.archived = archived;
    this.pipeline = archived.pipeline();
    this.slice = slice;
    this.horizon = horizon;
    this.speed = speed;
    this.archive = archive;
  }

  /**
   * What does not fit together.
   *
   * @param allOfSpeed whether the archive has all that the speed layer has
   */
  List<String> findings(boolean allOfSpeed) throws SQLException {
    horizon();
    buckets();
    reportedArchive();
    ends();
    topicIds();
    if (pipeline.keepsEvents()) {
      events();
    }
    if (allOfSpeed) {
      Position reached = speed.orElseThrow();
      greatestAppendTimes(reached);
      bucketsToCome(reached);
      findings.addAll(new LatestAudit(connection, archived, slice, horizon, reached).findings());
      findings.addAll(new AlertAudit(connection, pipeline, reached).findings());
      findings.addAll(
          new SilenceAudit(connection, pipeline)
              .findings(
                  archived.spark(),
                  slice
                      .before(ends(reached))
                      .where(col(KafkaColumns.TOPIC_ID).equalTo(slice.topicId()))));
    }
    return findings;
  }

  /** Rows and episodes of alerts on readings have a position of their own. */
  private void events() throws SQLException {
    Optional<Position> reached =
        Positions.position(connection, pipeline.name(), Positions.EVENTS)
            .filter(position -> position.topicId().equals(archive.topicId()));
    if (reached.isEmpty()) {
      return;
    }
    Optional<EventRows> rows = EventRows.of(pipeline);
    if (rows.isPresent()) {
      Position both = Position.smallest(List.of(reached.get(), archive));
      findings.addAll(
          new RowAudit(connection, pipeline, rows.get())
              .findings(slice.between(Map.of(), ends(both)), both));
    }
    if (archive.covers(reached.get())) {
      findings.addAll(
          new ReadingAudit(connection, pipeline).findings(slice.before(ends(reached.get()))));
    }
  }

  private void horizon() throws SQLException {
    if (horizon.time().isEmpty()) {
      return;
    }
    Instant time = horizon.time().get();
    Instant now = now();
    if (time.isAfter(now)) {
      findings.add(
          String.format(
              Locale.ROOT, "the horizon is at %s, which is in the future: it is %s", time, now));
    }
    if (Bucket.of(horizon.timeMicros()) != horizon.timeMicros()) {
      findings.add(
          String.format(Locale.ROOT, "the horizon at %s is not on the border of a bucket", time));
    }
    for (Map.Entry<Integer, Long> latest :
        latestAppends(OffsetFilter.before(horizon.offsets())).entrySet()) {
      if (latest.getValue() >= horizon.timeMicros()) {
        findings.add(
            String.format(
                Locale.ROOT,
                "partition %d: the batch layer holds offsets before %d, but one of them was appended at %s, not before the horizon %s",
                latest.getKey(),
                horizon.offset(latest.getKey()),
                EpochMicros.instant(latest.getValue()),
                time));
      }
    }
    horizon
        .offsets()
        .forEach(
            (partition, offset) -> {
              if (offset > archive.nextOffset(partition)) {
                findings.add(
                    String.format(
                        Locale.ROOT,
                        "partition %d: the horizon is at offset %d, the archive only at %d",
                        partition,
                        offset,
                        archive.nextOffset(partition)));
              }
            });
  }

  private void buckets() throws SQLException {
    if (horizon.time().isEmpty()) {
      return;
    }
    for (RollupTable table : RollupTable.of(pipeline)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              String.format(
                  Locale.ROOT,
                  "select count(*) from %s where %s < ?",
                  Sql.quoted(table.speed()),
                  RollupTable.BUCKET))) {
        statement.setObject(1, horizon.time().get().atOffset(ZoneOffset.UTC));
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          if (result.getLong(1) > 0) {
            findings.add(
                String.format(
                    Locale.ROOT,
                    "%d rows of %s are of a bucket before the horizon %s",
                    result.getLong(1),
                    table.speed(),
                    horizon.time().get()));
          }
        }
      }
    }
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

  private static Map<Integer, Long> ends(Position reached) {
    Map<Integer, Long> ends = new TreeMap<>();
    reached.partitions().forEach((partition, at) -> ends.put(partition, at.nextOffset()));
    return ends;
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

  /** No speed row is of a bucket after the latest record, as it would outlast the horizon. */
  private void bucketsToCome(Position reached) throws SQLException {
    Instant last =
        EpochMicros.instant(
            Math.max(Bucket.of(reached.maxAppendTimeMicros()), horizon.timeMicros()));
    for (RollupTable table : RollupTable.of(pipeline)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              String.format(
                  Locale.ROOT,
                  "select count(*) from %s where %s > ?",
                  Sql.quoted(table.speed()),
                  RollupTable.BUCKET))) {
        statement.setObject(1, last.atOffset(ZoneOffset.UTC));
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          if (result.getLong(1) > 0) {
            findings.add(
                String.format(
                    Locale.ROOT,
                    "%d rows of %s are of a bucket after %s, that of the latest record",
                    result.getLong(1),
                    table.speed(),
                    last));
          }
        }
      }
    }
  }

  private void greatestAppendTimes(Position reached) {
    latestAppends(OffsetFilter.before(reached))
        .forEach(
            (partition, found) -> {
              long told = reached.maxAppendTimeMicros(partition);
              if (told > 0 && found > told) {
                findings.add(
                    String.format(
                        Locale.ROOT,
                        "partition %d: the speed layer says that the greatest append time before offset %d is %s, the rows say %s",
                        partition,
                        reached.nextOffset(partition),
                        EpochMicros.instant(told),
                        EpochMicros.instant(found)));
              }
            });
    reached
        .partitions()
        .forEach(
            (partition, at) -> {
              if (at.nextOffset() == archive.nextOffset(partition)
                  && at.maxAppendTimeMicros() > archive.maxAppendTimeMicros(partition)) {
                findings.add(
                    String.format(
                        Locale.ROOT,
                        "partition %d: the speed layer says that the greatest append time is %s, the archive says %s of the same offsets",
                        partition,
                        EpochMicros.instant(at.maxAppendTimeMicros()),
                        EpochMicros.instant(archive.maxAppendTimeMicros(partition))));
              }
            });
  }

  /** By partition, the greatest append time of rows of either table. */
  private Map<Integer, Long> latestAppends(Column which) {
    Dataset<Row> rows =
        slice
            .allRecords()
            .where(which)
            // Before them, append times were ahead of the present, and views were reset.
            .where(not(OffsetFilter.before(slice.appendTimesFrom())))
            .groupBy(KafkaColumns.PARTITION)
            .agg(max(expr("unix_micros(" + KafkaColumns.APPEND_TIME + ")")));
    Map<Integer, Long> latest = new TreeMap<>();
    rows.where(col(KafkaColumns.PARTITION).isNotNull())
        .collectAsList()
        .forEach(row -> latest.put(row.getInt(0), row.getLong(1)));
    return latest;
  }

  /** The database's clock, the same for everybody who publishes. */
  private Instant now() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select clock_timestamp()");
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
