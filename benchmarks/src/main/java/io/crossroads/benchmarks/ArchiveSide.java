package io.crossroads.benchmarks;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.SparkSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;

/** The parts of {@link ArchiveBenchmark} that need Spark or Kafka. */
public final class ArchiveSide {

  private static final long BATCH = 1_000_000;

  /** What both outputs must agree in. */
  private static final String[] SUMS = {
    "count(*)",
    "sum(cast(average_speed * 100 as decimal(20, 0)))",
    "sum(cast(traffic_density * 100 as decimal(20, 0)))",
    "sum(cast(unix_micros(timestamp) as decimal(38, 0)))",
    "sum(cast(substring(sensor_id, 2) as int))"
  };

  private ArchiveSide() {}

  /** Arguments: which part, and what it needs. */
  public static void main(String[] arguments) throws Exception {
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "fill" ->
          print(
              String.format(
                  Locale.ROOT,
                  "%.1f",
                  EventFiller.fill(rest.get(0), rest.get(1), Long.parseLong(rest.get(2)))));
      case "usual" -> usual(rest);
      case "check-usual" -> checkUsual(rest);
      case "check-archive" -> checkArchive(rest);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void print(String figure) {
    System.out.println(SideProcess.FIGURES + figure);
  }

  private static SparkSession.Builder session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1");
  }

  /** What people write: arguments are the brokers, the topic and the output folder. */
  private static void usual(List<String> arguments) throws Exception {
    try (SparkSession spark = session().getOrCreate()) {
      spark
          .readStream()
          .format("kafka")
          .option("kafka.bootstrap.servers", arguments.get(0))
          .option("subscribe", arguments.get(1))
          .option("startingOffsets", "earliest")
          .option("maxOffsetsPerTrigger", BATCH)
          .load()
          .select(
              functions
                  .from_json(
                      functions.col("value").cast("string"),
                      "sensor_id STRING, timestamp TIMESTAMP, average_speed DOUBLE,"
                          + " traffic_density DOUBLE",
                      Map.of())
                  .as("event"))
          .select("event.*")
          .writeStream()
          .format("parquet")
          .option("path", arguments.get(2) + "/data")
          .option("checkpointLocation", arguments.get(2) + "/checkpoint")
          .trigger(Trigger.AvailableNow())
          .start()
          .awaitTermination();
    }
  }

  /** The sink wrote a file into its log at each commit. */
  private static void checkUsual(List<String> arguments) throws Exception {
    long warmUp = Long.parseLong(arguments.get(0));
    long records = Long.parseLong(arguments.get(1));
    String output = arguments.get(2);
    Path log = Path.of(output, "_spark_metadata");
    long begin = commitMillis(log, warmUp / BATCH - 1);
    long end = commitMillis(log, (warmUp + records) / BATCH - 1);
    try (SparkSession spark = session().getOrCreate()) {
      print(rate(records, begin, end) + " " + sums(spark.read().parquet(output)));
    }
  }

  private static long commitMillis(Path log, long batch) throws Exception {
    Path file = log.resolve(Long.toString(batch));
    Path compacted = log.resolve(batch + ".compact");
    return Files.getLastModifiedTime(Files.exists(file) ? file : compacted).toMillis();
  }

  /** Iceberg keeps the time of each snapshot, and how many rows there were. */
  private static void checkArchive(List<String> arguments) {
    long warmUp = Long.parseLong(arguments.get(0));
    long records = Long.parseLong(arguments.get(1));
    LakeRoot lake = new LakeRoot(arguments.get(2));
    CatalogSettings settings =
        new CatalogSettings(arguments.get(3), arguments.get(4), Optional.of(arguments.get(5)));
    ArchiveNames declared = new ArchiveNames("traffic", "any", arguments.get(6));
    SparkSession.Builder builder = session();
    SparkSettings.catalog(settings, lake).forEach(builder::config);
    try (LakeCatalog catalog = LakeCatalog.open(settings, lake, new Configuration());
        SparkSession spark = builder.getOrCreate()) {
      Map<Long, Long> commits = commits(catalog, declared.archive());
      long begin = commits.get(warmUp);
      long end = commits.get(warmUp + records);
      Dataset<Row> rows = spark.table("crossroads." + declared.archive());
      long offsets = rows.select("kafka_partition", "kafka_offset").distinct().count();
      if (offsets != warmUp + records) {
        throw new IllegalStateException(offsets + " distinct offsets");
      }
      print(rate(records, begin, end) + " " + sums(rows));
    }
  }

  private static double rate(long records, long beginMillis, long endMillis) {
    return records * 1000.0 / (endMillis - beginMillis);
  }

  private static Map<Long, Long> commits(LakeCatalog catalog, TableIdentifier name) {
    Table table = catalog.find(name).orElseThrow();
    Map<Long, Long> commits = new HashMap<>();
    for (Snapshot snapshot : table.snapshots()) {
      commits.put(
          Long.parseLong(snapshot.summary().get("total-records")), snapshot.timestampMillis());
    }
    return commits;
  }

  private static String sums(Dataset<Row> rows) {
    return rows.selectExpr(SUMS).first().mkString(",");
  }
}
