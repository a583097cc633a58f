package io.crossroads.streaming.archive;

import io.crossroads.layers.position.OffsetRange;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;

/**
 * What one task wrote.
 *
 * @param partition of the topic
 * @param seen by partition of the topic, what it read
 * @param gaps the offsets that no record has
 * @param archived rows in {@code archiveFiles}
 * @param rejected rows in {@code rejectedFiles}
 * @param copyFiles the files of each copy, in the order of their declaration
 * @param counted how many events had each value of the column that the pipeline counts by
 */
record TaskWriteResult(
    int partition,
    Map<Integer, Seen> seen,
    List<OffsetRange> gaps,
    long archived,
    long rejected,
    List<DataFile> archiveFiles,
    List<DataFile> rejectedFiles,
    List<List<DataFile>> copyFiles,
    Map<String, Long> counted)
    implements Serializable {

  /**
   * What was read of one partition.
   *
   * @param records how many records
   * @param maxAppendTimeMicros the partition's running maximum after the last of them
   */
  record Seen(long records, long maxAppendTimeMicros) implements Serializable {}
}
