package io.crossroads.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What runs in the processes of {@link ArchiveBenchmark} that are not Crossroads' own commands. */
public final class ArchiveSide {

  private static final StructType EVENT =
      new StructType()
          .add("sensor_id", DataTypes.StringType)
          .add("timestamp", DataTypes.TimestampType)
          .add("average_speed", DataTypes.DoubleType)
          .add("traffic_density", DataTypes.DoubleType);

  private ArchiveSide() {}

  /**
   * {@code usual BROKER TOPIC RECORDS FOLDER} archives as most do; {@code sums KIND PLACE} prints
   * what an archive holds, of Parquet files in a folder or of an Iceberg table.
   */
  public static void main(String[] arguments) throws TimeoutException, StreamingQueryException {
    SparkSession spark =
        SparkSession.builder()
            .appName("archive benchmark")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    try (spark) {
      if (arguments[0].equals("usual")) {
        usual(spark, arguments[1], arguments[2], arguments[3], arguments[4]);
      } else {
        sums(
            arguments[1].equals("iceberg")
                ? spark.read().format("iceberg").load(arguments[2])
                : spark.read().parquet(arguments[2]));
      }
    }
  }

  private static void usual(
      SparkSession spark, String broker, String topic, String records, String folder)
      throws TimeoutException, StreamingQueryException {
    spark.streams().addListener(new BatchPrinter());
    spark
        .readStream()
        .format("kafka")
        .options(
            Map.of(
                "kafka.bootstrap.servers",
                broker,
                "subscribe",
                topic,
                "startingOffsets",
                "earliest",
                "maxOffsetsPerTrigger",
                records))
        .load()
        .select(
            from_json(col("value").cast("string"), EVENT).as("event"),
            col("partition"),
            col("offset"),
            col("timestamp").as("append_time"))
        .select(
            col("event.*"),
            col("partition").as("kafka_partition"),
            col("offset").as("kafka_offset"),
            col("append_time"))
        .writeStream()
        .format("parquet")
        .option("path", folder + "/data")
        .option("checkpointLocation", folder + "/checkpoint")
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
  }

  private static void sums(Dataset<Row> archive) {
    Row sums =
        archive
            .selectExpr(
                "count(*)",
                "count(distinct kafka_partition, kafka_offset)",
                "sum(cast(average_speed as decimal(10,2)))",
                "sum(cast(traffic_density as decimal(10,2)))",
                "sum(unix_micros(timestamp) % 1000003)")
            .first();
    System.out.println(ArchiveBenchmark.SUMS + sums.mkString(" "));
  }

  /** Prints the time at which each batch was done, as Crossroads' log does. */
  private static final class BatchPrinter extends StreamingQueryListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
      long rows = event.progress().numInputRows();
      if (rows > 0) {
        System.out.println(System.currentTimeMillis() + " batch records=" + rows);
      }
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}
  }
}
