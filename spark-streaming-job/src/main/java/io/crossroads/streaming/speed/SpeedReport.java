package io.crossroads.streaming.speed;

import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.layers.speed.RejectedExcerpt;
import io.crossroads.layers.speed.SpeedBatch.Silence;
import java.io.Serializable;
import java.util.List;

/**
 * What a task saw besides the rows it made.
 *
 * @param partition the partition of the topic
 * @param records how many records it read, rejected ones among them
 * @param maxAppendTimeMicros the partition's running maximum after the last of them
 * @param latest the latest event of every entity
 * @param readings parts of the episodes of alerts on readings
 * @param silences gaps between two events of an entity that are long enough for an alert
 * @param rows the valid events as rows, for pipelines that keep them
 * @param rejected the newest rejected records
 */
record SpeedReport(
    int partition,
    long records,
    long maxAppendTimeMicros,
    List<LatestEvent> latest,
    List<ReadingEpisode> readings,
    List<Silence> silences,
    List<RawRow> rows,
    List<RejectedExcerpt> rejected)
    implements Serializable {}
