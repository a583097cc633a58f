/**
 * The archive of a topic, and the commit protocol that makes every record in it exactly one row. It
 * is the protocol of Iceberg's own sinks (Kafka Connect, Flink), with one difference: the position
 * is a property of the table and nowhere else, so there is no control topic, consumer group or
 * checkpoint to agree with, and compaction and expiry of snapshots leave it alone.
 *
 * <ol>
 *   <li>Writers: a {@link io.crossroads.streaming.archive.TaskWriter} per Kafka partition and batch
 *       routes records ({@link io.crossroads.streaming.archive.RecordRouter}) to the data files of
 *       each sink. A record that a sink holds already, by the offset that it began with ({@link
 *       io.crossroads.streaming.archive.Progress}), is skipped. Nothing refers to the files yet.
 *   <li>Write results: a {@link io.crossroads.streaming.archive.TaskWriteResult} tells the driver
 *       of the files and of how far they go.
 *   <li>Committer: {@link io.crossroads.streaming.archive.BatchCommitter} has each {@link
 *       io.crossroads.streaming.archive.Sink} commit its files and the position after them in one
 *       transaction of the table ({@link io.crossroads.lake.PositionedTable}), which is refused if
 *       the table's position is another than the one that the files follow on. Sinks commit one
 *       after the other: gaps, archive, rejected, copies.
 *   <li>Recovery: {@link io.crossroads.streaming.archive.StartPosition} reads the positions from
 *       the tables. The query begins at the smallest, and each sink skips what it holds. {@link
 *       io.crossroads.streaming.archive.OffsetGapCheck} compares positions with the broker, so that
 *       records that are lost stop the query instead of being missed.
 * </ol>
 *
 * <p>A crash before a commit leaves files that no snapshot has; one between two commits leaves a
 * sink behind, which the next batch evens out. Public are {@link
 * io.crossroads.streaming.archive.Archive}, which {@code run} opens, and its plan.
 */
package io.crossroads.streaming.archive;
