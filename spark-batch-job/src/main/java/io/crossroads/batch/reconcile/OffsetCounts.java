package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.crossroads.batch.reconcile.Expectation.TopicPartition;
import io.crossroads.lake.KafkaColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts rows and distinct offsets of both tables, exactly: a bitmap of 32,768 offsets each, so
 * that what is shuffled does not grow with the number of rows.
 */
final class OffsetCounts {

  private static final String REJECTED = "is_rejected";
  private static final String UNTIL = "until_offset";
  private static final StructType LIMITS =
      new StructType()
          .add(KafkaColumns.TOPIC_ID, DataTypes.StringType)
          .add(KafkaColumns.PARTITION, DataTypes.IntegerType)
          .add(UNTIL, DataTypes.LongType);

  private final Dataset<Row> offsets;

  OffsetCounts(
      SparkSession spark, Dataset<Row> archived, Dataset<Row> rejected, Expectation expectation) {
    List<Row> limits = new ArrayList<>();
    expectation
        .until()
        .forEach((at, until) -> limits.add(RowFactory.create(at.topicId(), at.partition(), until)));
    offsets =
        offsets(archived, 0)
            .union(offsets(rejected, 1))
            .join(
                broadcast(spark.createDataFrame(limits, LIMITS)),
                new String[] {KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION},
                "inner")
            .where(col(KafkaColumns.OFFSET).lt(col(UNTIL)));
  }

  SortedMap<TopicPartition, OffsetCount> byPartition() {
    Dataset<Row> counted =
        offsets
            .groupBy(
                col(KafkaColumns.TOPIC_ID),
                col(KafkaColumns.PARTITION),
                expr("bitmap_bucket_number(" + KafkaColumns.OFFSET + ")").as("bucket"))
            .agg(
                count(lit(1)).as("records"),
                sum(REJECTED).as("rejected"),
                expr("bitmap_count(bitmap_construct_agg(bitmap_bit_position("
                        + KafkaColumns.OFFSET
                        + ")))")
                    .as("offsets"))
            .groupBy(KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION)
            .agg(sum("records"), sum("rejected"), sum("offsets"));
    SortedMap<TopicPartition, OffsetCount> counts = new TreeMap<>();
    for (Row row : counted.collectAsList()) {
      counts.put(
          new TopicPartition(row.getString(0), row.getInt(1)),
          new OffsetCount(row.getLong(2) - row.getLong(3), row.getLong(3), row.getLong(4)));
    }
    return counts;
  }

  /** Offsets with more than one row, and those before which others are missing; at most some. */
  List<String> examples(int most) {
    WindowSpec inOrder =
        Window.partitionBy(KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION)
            .orderBy(KafkaColumns.OFFSET);
    return offsets
        .withColumn("before", lag(KafkaColumns.OFFSET, 1).over(inOrder))
        .where(col("before").isNull().or(col("before").notEqual(col(KafkaColumns.OFFSET).minus(1))))
        .where(col("before").isNotNull().or(col(KafkaColumns.OFFSET).gt(0)))
        .orderBy(KafkaColumns.PARTITION, KafkaColumns.OFFSET)
        .limit(most)
        .collectAsList()
        .stream()
        .map(OffsetCounts::example)
        .toList();
  }

  private static String example(Row row) {
    long offset = row.getLong(row.fieldIndex(KafkaColumns.OFFSET));
    int partition = row.getInt(row.fieldIndex(KafkaColumns.PARTITION));
    int before = row.fieldIndex("before");
    long previous = row.isNullAt(before) ? -1 : row.getLong(before);
    return previous == offset
        ? String.format(Locale.ROOT, "partition %d offset %d is there twice", partition, offset)
        : String.format(
            Locale.ROOT,
            "partition %d offsets %d to %d are missing",
            partition,
            previous + 1,
            offset - 1);
  }

  private static Dataset<Row> offsets(Dataset<Row> table, int rejected) {
    return table.select(
        col(KafkaColumns.TOPIC_ID),
        col(KafkaColumns.PARTITION),
        col(KafkaColumns.OFFSET),
        lit(rejected).as(REJECTED));
  }
}
