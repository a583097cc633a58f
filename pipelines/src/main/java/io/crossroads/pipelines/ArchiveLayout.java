package io.crossroads.pipelines;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Where the batch layer keeps every event of a pipeline.
 *
 * @param bucket the bucket that holds the table
 * @param table the table's name and its folder in the bucket; rejected records are in {@code
 *     <table>_rejected} beside it
 * @param every how often the streaming job commits
 * @param partitions how the table is divided into folders, outermost first
 */
public record ArchiveLayout(
    String bucket, String table, Duration every, List<PartitionBy> partitions) {

  /** How one level of folders is named. */
  public sealed interface PartitionBy {
    /** The column that it depends on. */
    String column();

    /** By the UTC day of a time column. */
    record Day(String column) implements PartitionBy {}

    /** By the value of a column that every event has. */
    record Value(String column) implements PartitionBy {}
  }

  public ArchiveLayout {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(every, "every");
    partitions = List.copyOf(partitions);
  }

  /** The table of rejected records. */
  public String rejectedTable() {
    return table + "_rejected";
  }
}
