package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.EventRows;
import io.crossroads.store.Positions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    findings.addAll(new HorizonAudit(connection, pipeline, slice, horizon, archive).findings());
    findings.addAll(new PositionAudit(connection, pipeline, archive).findings());
    if (pipeline.keepsEvents()) {
      events();
    }
    if (allOfSpeed) {
      Position reached = speed.orElseThrow();
      findings.addAll(
          new AppendTimeAudit(connection, pipeline, slice, horizon, archive).findings(reached));
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

  private static Map<Integer, Long> ends(Position reached) {
    Map<Integer, Long> ends = new TreeMap<>();
    reached.partitions().forEach((partition, at) -> ends.put(partition, at.nextOffset()));
    return ends;
  }
}
