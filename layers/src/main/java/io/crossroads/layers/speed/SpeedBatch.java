package io.crossroads.layers.speed;

import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the speed query has made of a range of records.
 *
 * @param horizon the horizon that the cells were made against: none is of an offset before it
 * @param from the position before the records; empty if there was none
 * @param to the position after them
 * @param eventsTo the position of rows and alerts on readings after them; empty if there are none
 * @param ends by partition, the offset that the next record of the topic will have
 * @param stableEnds by partition, the end of what open transactions leave to be read
 * @param cells by rollup name, each group once
 * @param latest the latest event of every entity
 * @param readings parts of the episodes of alerts on readings
 * @param silences gaps of entities that are over
 * @param rows the events as rows, for pipelines that keep them
 * @param rejected the newest rejected records of each partition
 */
public record SpeedBatch(
    Horizon horizon,
    Optional<Position> from,
    Position to,
    Optional<Position> eventsTo,
    Map<Integer, Long> ends,
    Map<Integer, Long> stableEnds,
    Map<String, List<Cell>> cells,
    List<LatestEvent> latest,
    List<ReadingEpisode> readings,
    List<Silence> silences,
    List<RawRow> rows,
    List<RejectedExcerpt> rejected) {

  /** A batch of which no record was rejected. */
  public SpeedBatch(
      Horizon horizon,
      Optional<Position> from,
      Position to,
      Optional<Position> eventsTo,
      Map<Integer, Long> ends,
      Map<Integer, Long> stableEnds,
      Map<String, List<Cell>> cells,
      List<LatestEvent> latest,
      List<ReadingEpisode> readings,
      List<Silence> silences,
      List<RawRow> rows) {
    this(
        horizon,
        from,
        to,
        eventsTo,
        ends,
        stableEnds,
        cells,
        latest,
        readings,
        silences,
        rows,
        List.of());
  }

  /**
   * A time in which an entity sent nothing, between two records of it.
   *
   * @param key the entity
   * @param fromMicros append time of the record before
   * @param untilMicros append time of the record after
   */
  public record Silence(String key, long fromMicros, long untilMicros) implements Serializable {}
}
