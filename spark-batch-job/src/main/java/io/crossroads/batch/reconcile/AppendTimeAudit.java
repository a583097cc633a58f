package io.crossroads.batch.reconcile;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds the append times that the speed layer tells of against those of the archive's rows. */
final class AppendTimeAudit {

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
  AppendTimeAudit(
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

  /**
   * What does not fit together.
   *
   * @param reached how far the speed layer has come; the archive has all of it
   */
  List<String> findings(Position reached) throws SQLException {
    greatestAppendTimes(reached);
    noBucketToCome(reached);
    return findings;
  }

  /** No speed row is of a bucket after the latest record, as it would outlast the horizon. */
  private void noBucketToCome(Position reached) throws SQLException {
    Instant last =
        EpochMicros.instant(
            Math.max(Bucket.of(reached.maxAppendTimeMicros()), horizon.timeMicros()));
    new SpeedBuckets(connection, pipeline)
        .after(last)
        .forEach(
            (table, rows) ->
                findings.add(
                    String.format(
                        Locale.ROOT,
                        "%d rows of %s are of a bucket after %s, that of the latest record",
                        rows,
                        table,
                        last)));
  }

  private void greatestAppendTimes(Position reached) {
    LatestAppends.of(slice, OffsetFilter.before(reached))
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
}
