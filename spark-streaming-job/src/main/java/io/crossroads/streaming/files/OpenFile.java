package io.crossroads.streaming.files;

import io.crossroads.streaming.source.TopicRecord;
import java.io.IOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.io.FileAppender;

/** A data file that is being written. */
final class OpenFile {

  private final String location;
  private final PartitionSpec spec;
  private final StructLike partition;
  private final FileAppender<TopicRecord> appender;
  private long lastUsed;

  OpenFile(
      String location,
      PartitionSpec spec,
      StructLike partition,
      FileAppender<TopicRecord> appender) {
    this.location = location;
    this.spec = spec;
    this.partition = partition;
    this.appender = appender;
  }

  void write(TopicRecord record, long tick) {
    lastUsed = tick;
    appender.add(record);
  }

  /** The tick of the last write. */
  long lastUsed() {
    return lastUsed;
  }

  /** Ends the file and describes it, column metrics included. */
  DataFile finish() throws IOException {
    appender.close();
    return DataFiles.builder(spec)
        .withPath(location)
        .withFormat(FileFormat.PARQUET)
        .withPartition(partition)
        .withFileSizeInBytes(appender.length())
        .withMetrics(appender.metrics())
        .withSplitOffsets(appender.splitOffsets())
        .build();
  }

  /** Ends the file, whatever becomes of it. */
  void abandon() {
    try {
      appender.close();
    } catch (IOException | RuntimeException e) {
      // The task fails for a reason of its own; nobody will refer to this file.
    }
  }
}
