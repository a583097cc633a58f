package io.crossroads.streaming.archive;

import io.crossroads.streaming.source.DecoderSettings;
import java.io.Serializable;
import java.util.ArrayList;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;

/**
 * What tasks need to know, the same for all batches of a run.
 *
 * @param records how records are read
 * @param topicId the topic's id
 * @param run unique to this run; part of the name of every file
 * @param archive the table of events
 * @param rejected the table of rejected records
 * @param copies the tables of the copies, in the order of their declaration
 */
record TaskSettings(
    DecoderSettings records,
    String topicId,
    String run,
    Table archive,
    Table rejected,
    ArrayList<Table> copies)
    implements Serializable {

  static TaskSettings of(DecoderSettings records, String topicId, String run, Sinks sinks) {
    ArrayList<Table> copies = new ArrayList<>();
    sinks.copies().forEach(copy -> copies.add(SerializableTable.copyOf(copy.table())));
    return new TaskSettings(
        records,
        topicId,
        run,
        SerializableTable.copyOf(sinks.archive().table()),
        SerializableTable.copyOf(sinks.rejected().table()),
        copies);
  }
}
