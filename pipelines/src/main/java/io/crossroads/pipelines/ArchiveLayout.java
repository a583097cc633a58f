package io.crossroads.pipelines;

import io.crossroads.pipelines.rollup.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where the batch layer keeps every event of a pipeline.
 *
 * @param bucket the bucket that holds the table
 * @param table the table's name and its folder in the bucket; rejected records are in {@code
 *     <table>_rejected} beside it
 * @param every how often the streaming job commits
 * @param partitions how the table is divided into folders, outermost first
 * @param copies tables beside it that hold some of its rows again
 */
public record ArchiveLayout(
    String bucket, String table, Duration every, List<PartitionBy> partitions, List<Copy> copies) {

  /** How one level of folders is named. */
  public sealed interface PartitionBy {
    /** The column that it depends on. */
    String column();

    /**
     * What is said of a level by the function for its kind. There is one for each kind, so that a
     * new kind does not compile until every place knows it.
     */
    <T> T match(Function<? super Day, ? extends T> day, Function<? super Value, ? extends T> value);

    /** By the UTC day of a time column. */
    record Day(String column) implements PartitionBy {
      @Override
      public <T> T match(
          Function<? super Day, ? extends T> day, Function<? super Value, ? extends T> value) {
        return day.apply(this);
      }
    }

    /** By the value of a column that every event has. */
    record Value(String column) implements PartitionBy {
      @Override
      public <T> T match(
          Function<? super Day, ? extends T> day, Function<? super Value, ? extends T> value) {
        return value.apply(this);
      }
    }
  }

  /**
   * A table that holds the rows which meet conditions. It counts for nothing: records are archived
   * or rejected, whatever is copied.
   *
   * @param table its name and its folder in the bucket
   * @param where conditions on columns, at least one
   */
  public record Copy(String table, Conditions where) {
    public Copy {
      if (where.isEmpty()) {
        throw new IllegalArgumentException("copy '" + table + "' of everything");
      }
    }
  }

  /** A layout without copies. */
  public ArchiveLayout(String bucket, String table, Duration every, List<PartitionBy> partitions) {
    this(bucket, table, every, partitions, List.of());
  }

  public ArchiveLayout {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(every, "every");
    partitions = List.copyOf(partitions);
    copies = List.copyOf(copies);
  }

  /** The table of rejected records, and its folder, beside a table of events. */
  public static String rejectedTable(String table) {
    return table + "_rejected";
  }

  /** The table of offset gaps, and its folder, beside a table of events. */
  public static String gapTable(String table) {
    return table + "_gaps";
  }
}
