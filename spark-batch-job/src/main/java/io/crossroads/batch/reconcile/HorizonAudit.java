package io.crossroads.batch.reconcile;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds the horizon against what the archive holds before it, and against the speed rows. */
final class HorizonAudit {

  private final Connection connection;
  private final Pipeline pipeline;
  private final ArchiveSlice slice;
  private final Horizon horizon;
  private final Position archive;
  private final List<String> findings = new ArrayList<>();

  /**
   * An audit of one moment of the store.
   *
   * @param connection its transaction sees that moment
   * @param archive what both tables of the archive hold
   */
  HorizonAudit(
      Connection connection,
      Pipeline pipeline,
      ArchiveSlice slice,
      Horizon horizon,
      Position archive) {
    this.connection = connection;
    this.pipeline = pipeline;
    this.slice = slice;
    this.horizon = horizon;
    this.archive = archive;
  }

  /** What does not fit together; nothing while there is no horizon. */
  List<String> findings() throws SQLException {
    if (horizon.time().isPresent()) {
      Instant time = horizon.time().get();
      isOnABorderNotAhead(time);
      isAfterTheBatchLayer(time);
      isWithinTheArchive();
      new SpeedBuckets(connection, pipeline)
          .before(time)
          .forEach(
              (table, rows) ->
                  findings.add(
                      String.format(
                          Locale.ROOT,
                          "%d rows of %s are of a bucket before the horizon %s",
                          rows,
                          table,
                          time)));
    }
    return findings;
  }

  private void isOnABorderNotAhead(Instant time) throws SQLException {
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
  }

  private void isAfterTheBatchLayer(Instant time) {
    for (Map.Entry<Integer, Long> latest :
        LatestAppends.of(slice, OffsetFilter.before(horizon.offsets())).entrySet()) {
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
  }

  private void isWithinTheArchive() {
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

  /** The database's clock, the same for everybody who publishes. */
  private Instant now() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select clock_timestamp()");
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
