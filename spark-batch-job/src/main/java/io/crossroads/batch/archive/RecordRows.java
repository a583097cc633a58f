package io.crossroads.batch.archive;

import static org.apache.spark.sql.functions.broadcast;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.position.RecordPosition;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Looks rows up by the record that each is. */
public final class RecordRows {

  private static final List<String> KEY =
      List.of(KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION, KafkaColumns.OFFSET);

  private static final StructType TYPE =
      new StructType()
          .add(KEY.get(0), DataTypes.StringType)
          .add(KEY.get(1), DataTypes.IntegerType)
          .add(KEY.get(2), DataTypes.LongType);

  private RecordRows() {}

  /** The columns that say which record a row is, for a join. */
  public static Seq<String> key() {
    return JavaConverters.asScalaBuffer(KEY).toSeq();
  }

  /** The rows of records; those that have none are not in it. */
  public static Dataset<Row> of(
      SparkSession spark, Dataset<Row> rows, Collection<RecordPosition> records) {
    if (records.isEmpty()) {
      return rows.limit(0);
    }
    long first = records.stream().mapToLong(RecordPosition::offset).min().getAsLong();
    long last = records.stream().mapToLong(RecordPosition::offset).max().getAsLong();
    List<Row> keys =
        records.stream()
            .map(at -> RowFactory.create(at.topicId(), at.partition(), at.offset()))
            .toList();
    Dataset<Row> wanted = spark.createDataFrame(keys, TYPE);
    // Files of other offsets are not opened.
    Dataset<Row> within = rows.where(rows.col(KafkaColumns.OFFSET).between(first, last));
    return within.join(broadcast(wanted), key(), "left_semi");
  }

  /** Which record a row is. */
  public static RecordPosition position(Row row) {
    return new RecordPosition(
        row.getAs(KafkaColumns.TOPIC_ID),
        row.<Integer>getAs(KafkaColumns.PARTITION),
        row.<Long>getAs(KafkaColumns.OFFSET));
  }
}
