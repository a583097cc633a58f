package io.crossroads.streaming.archive;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.streaming.source.AppendTimeCheck;
import java.io.Serializable;
import java.util.ArrayList;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;

/**
 * What tasks need to know, the same for all batches of a run.
 *
 * @param pipelineName a registered pipeline; its code cannot be sent, its name can
 * @param maxBytes most bytes of a record
 * @param maxDepth most levels of a record
 * @param appendTimes what becomes of records without an append time
 * @param topicId the topic's id
 * @param run unique to this run; part of the name of every file
 * @param archive the table of events
 * @param rejected the table of rejected records
 * @param copies the tables of the copies, in the order of their declaration
 */
record TaskSettings(
    String pipelineName,
    int maxBytes,
    int maxDepth,
    AppendTimeCheck appendTimes,
    String topicId,
    String run,
    Table archive,
    Table rejected,
    ArrayList<Table> copies)
    implements Serializable {

  static TaskSettings of(
      Pipeline pipeline,
      Limits limits,
      AppendTimeCheck appendTimes,
      String topicId,
      String run,
      Sinks sinks) {
    ArrayList<Table> copies = new ArrayList<>();
    sinks.copies().forEach(copy -> copies.add(SerializableTable.copyOf(copy.table())));
    return new TaskSettings(
        pipeline.name(),
        limits.maxBytes(),
        limits.maxDepth(),
        appendTimes,
        topicId,
        run,
        SerializableTable.copyOf(sinks.archive().table()),
        SerializableTable.copyOf(sinks.rejected().table()),
        copies);
  }

  Pipeline pipeline() {
    return Pipelines.named(pipelineName);
  }

  Limits limits() {
    return new Limits(maxBytes, maxDepth);
  }
}
