package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.crossroads.lake.KafkaColumns;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which offsets the rows of both tables have, exactly: a bitmap for each 32,768 offsets of a
 * partition, so that what leaves the executors does not grow with the number of rows.
 */
final class OffsetBitmaps {

  /** Offsets in one bitmap. */
  static final int SIZE = 1 << 15;

  /**
   * The rows of one table in one bucket of offsets.
   *
   * @param first the bucket's first offset
   * @param isRejected of which table they are
   * @param rows how many there are
   * @param offsets which offsets have a row, by their distance from {@code first}
   */
  record Bucket(TopicPartition at, long first, boolean isRejected, long rows, BitSet offsets) {}

  private static final String REJECTED = "is_rejected";
  private static final String BUCKET = "bucket";

  private final Dataset<Row> offsets;

  OffsetBitmaps(Dataset<Row> archived, Dataset<Row> rejected) {
    offsets = offsets(archived, false).union(offsets(rejected, true));
  }

  /** All buckets, those of a partition together and in the order of their offsets. */
  Iterator<Bucket> buckets() {
    Iterator<Row> rows =
        offsets
            .groupBy(
                col(KafkaColumns.TOPIC_ID),
                col(KafkaColumns.PARTITION),
                expr("shiftright(" + KafkaColumns.OFFSET + ", 15)").as(BUCKET),
                col(REJECTED))
            .agg(
                count(lit(1)).as("records"),
                expr("bitmap_construct_agg(" + KafkaColumns.OFFSET + " & 32767L)").as("offsets"))
            .orderBy(KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION, BUCKET, REJECTED)
            .toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Bucket next() {
        Row row = rows.next();
        return new Bucket(
            new TopicPartition(row.getString(0), row.getInt(1)),
            row.getLong(2) * SIZE,
            row.getBoolean(3),
            row.getLong(4),
            BitSet.valueOf((byte[]) row.get(5)));
      }
    };
  }

  /** Offsets that have several rows in one table; at most some. */
  List<String> repeated(int most) {
    return offsets
        .groupBy(KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION, KafkaColumns.OFFSET, REJECTED)
        .count()
        .where(col("count").gt(1))
        .orderBy(KafkaColumns.PARTITION, KafkaColumns.OFFSET)
        .limit(most)
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "partition %d offset %d is there %s in the table of %s records",
                    row.getInt(1),
                    row.getLong(2),
                    row.getLong(4) == 2 ? "twice" : row.getLong(4) + " times",
                    row.getBoolean(3) ? "rejected" : "archived"))
        .toList();
  }

  private static Dataset<Row> offsets(Dataset<Row> table, boolean rejected) {
    return table.select(
        col(KafkaColumns.TOPIC_ID),
        col(KafkaColumns.PARTITION),
        col(KafkaColumns.OFFSET),
        lit(rejected).as(REJECTED));
  }
}
