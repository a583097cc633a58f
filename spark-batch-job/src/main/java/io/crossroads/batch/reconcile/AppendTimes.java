package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Holds append times against the rule that decides which layer counts a record: in each partition
 * they never step back, and the greatest one is the position's. Neighbours are compared in groups
 * of 32,768 offsets, so that no task has to sort a whole partition.
 */
final class AppendTimes {

  private static final String GROUP = "offset_group";

  private final Dataset<Row> rows;
  private final Position smallest;
  private final List<Position> positions;

  /**
   * The append times of one topic.
   *
   * @param rows of both tables, all of the position's topic
   * @param smallest what both have reached
   * @param positions what each has reached
   */
  AppendTimes(Dataset<Row> rows, Position smallest, List<Position> positions) {
    this.rows =
        rows.select(
            col(KafkaColumns.PARTITION),
            col(KafkaColumns.OFFSET),
            expr("unix_micros(" + KafkaColumns.APPEND_TIME + ")").as("micros"));
    this.smallest = smallest;
    this.positions = List.copyOf(positions);
  }

  /** What is wrong, at most some of it; empty if nothing is. */
  List<String> findings(int most) {
    List<String> findings = new ArrayList<>(stepsBackInGroups(most));
    findings.addAll(stepsBackBetweenGroups(most));
    for (Position position : positions) {
      findings.addAll(positions(position));
    }
    return findings.stream().distinct().toList();
  }

  private List<String> stepsBackInGroups(int most) {
    WindowSpec inOrder =
        Window.partitionBy(
                col(KafkaColumns.PARTITION), expr("shiftright(" + KafkaColumns.OFFSET + ", 15)"))
            .orderBy(KafkaColumns.OFFSET);
    return rows
        .withColumn("before", lag("micros", 1).over(inOrder))
        .where(col("micros").lt(col("before")))
        .orderBy(KafkaColumns.PARTITION, KafkaColumns.OFFSET)
        .limit(most)
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "partition %d offset %d was appended at %s, but the one before it at %s",
                    row.getInt(0),
                    row.getLong(1),
                    EpochMicros.instant(row.<Long>getAs("micros")),
                    EpochMicros.instant(row.<Long>getAs("before"))))
        .toList();
  }

  private List<String> stepsBackBetweenGroups(int most) {
    WindowSpec inOrder = Window.partitionBy(KafkaColumns.PARTITION).orderBy(GROUP);
    return rows
        .groupBy(
            col(KafkaColumns.PARTITION),
            expr("shiftright(" + KafkaColumns.OFFSET + ", 15)").as(GROUP))
        .agg(
            min("micros").as("least"),
            max("micros").as("greatest"),
            max(KafkaColumns.OFFSET).as("last"))
        .withColumn(
            "before", max("greatest").over(inOrder.rowsBetween(Window.unboundedPreceding(), -1)))
        .where(col("least").lt(col("before")))
        .orderBy(KafkaColumns.PARTITION, GROUP)
        .limit(most)
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "partition %d: a row up to offset %d was appended at %s, but an earlier offset at %s",
                    row.getInt(0),
                    row.<Long>getAs("last"),
                    EpochMicros.instant(row.<Long>getAs("least")),
                    EpochMicros.instant(row.<Long>getAs("before"))))
        .toList();
  }

  /** A table that is ahead has seen records that the other one has not taken in. */
  private List<String> positions(Position position) {
    Map<Integer, Long> greatest = new TreeMap<>();
    Dataset<Row> reached = rows.where(OffsetFilter.before(smallest));
    for (Row row : reached.groupBy(KafkaColumns.PARTITION).agg(max("micros")).collectAsList()) {
      greatest.put(row.getInt(0), row.getLong(1));
    }
    List<String> findings = new ArrayList<>();
    for (Map.Entry<Integer, PartitionPosition> entry : position.partitions().entrySet()) {
      long told = entry.getValue().maxAppendTimeMicros();
      Long found = greatest.get(entry.getKey());
      boolean ahead = entry.getValue().nextOffset() > smallest.nextOffset(entry.getKey());
      if (found != null && (ahead ? found > told : found != told)) {
        findings.add(
            String.format(
                Locale.ROOT,
                "partition %d: the position says that the greatest append time is %s, the rows say %s",
                entry.getKey(),
                EpochMicros.instant(told),
                EpochMicros.instant(found)));
      }
    }
    return findings;
  }
}
