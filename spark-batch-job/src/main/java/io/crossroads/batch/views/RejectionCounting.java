package io.crossroads.batch.views;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.TableSnapshot;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.Position;
import io.crossroads.store.RejectionStore;
import io.crossroads.store.RejectionStore.Count;
import io.crossroads.store.StoreSettings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts the rejected records of a pipeline by hour and reason. It reads two columns of all of
 * them, as few records are rejected and a count over a part could not be made exact again.
 */
final class RejectionCounting {

  private static final String HOUR_MICROS = "3600000000";

  private final ArchivedPipeline archived;
  private final StoreSettings store;

  RejectionCounting(ArchivedPipeline archived, StoreSettings store) {
    this.archived = archived;
    this.store = store;
  }

  /** Counts what the table holds now. */
  void run() throws SQLException {
    TableSnapshot rejected = archived.now().rejected();
    List<Count> counts =
        rejected
            .rows(archived.spark())
            .groupBy(
                expr(String.format(
                        Locale.ROOT,
                        "unix_micros(%1$s) - pmod(unix_micros(%1$s), %2$s)",
                        KafkaColumns.APPEND_TIME,
                        HOUR_MICROS))
                    .as("hour"),
                col(RejectedTable.REASON))
            .agg(count(lit(1)))
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Count(
                        EpochMicros.instant(row.getLong(0)), row.getString(1), row.getLong(2)))
            .toList();
    Optional<Instant> until =
        rejected
            .position()
            .map(Position::maxAppendTimeMicros)
            .filter(micros -> micros > 0)
            .map(EpochMicros::instant);
    new RejectionStore(store).replace(archived.pipeline(), counts, until);
  }
}
