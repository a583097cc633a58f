package io.crossroads.benchmarks.peers;

import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.FlinkSink;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.types.Types;

/**
 * Flink's side of the archive benchmark: a topic into an Iceberg table by day and sensor, each
 * record exactly once, with a commit at every checkpoint, on two task slots of one process. Prints
 * records a second between the first commit after the warm-up and the last, and the table's folder.
 */
public final class FlinkSide {

  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "sensor_id", Types.StringType.get()),
          Types.NestedField.optional(2, "timestamp", Types.TimestampType.withZone()),
          Types.NestedField.optional(3, "average_speed", Types.DecimalType.of(5, 2)),
          Types.NestedField.optional(4, "traffic_density", Types.DecimalType.of(5, 2)),
          Types.NestedField.optional(5, "kafka_partition", Types.IntegerType.get()),
          Types.NestedField.optional(6, "kafka_offset", Types.LongType.get()),
          Types.NestedField.optional(7, "append_time", Types.TimestampType.withZone()));

  private FlinkSide() {}

  /** Arguments: brokers, topic, the table's folder, checkpoints' milliseconds, warm-up records. */
  public static void main(String[] arguments) throws Exception {
    String folder = arguments[2];
    PartitionSpec days =
        PartitionSpec.builderFor(SCHEMA).day("timestamp").identity("sensor_id").build();
    Table table =
        new HadoopTables()
            .create(
                SCHEMA,
                days,
                Map.of("format-version", "2", "write.parquet.compression-codec", "zstd"),
                folder);
    run(arguments, table);
    table.refresh();
    System.out.printf(
        Locale.ROOT, "figures: %.0f %s%n", rate(table, Long.parseLong(arguments[4])), folder);
  }

  private static void run(String[] arguments, Table table) throws Exception {
    Configuration settings = new Configuration();
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    flink.getConfig().enableObjectReuse();
    flink.enableCheckpointing(Long.parseLong(arguments[3]), CheckpointingMode.EXACTLY_ONCE);
    RowType type = FlinkSchemaUtil.convert(SCHEMA);
    KafkaSource<RowData> source =
        KafkaSource.<RowData>builder()
            .setBootstrapServers(arguments[0])
            .setTopics(arguments[1])
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new TrafficRows(type))
            .build();
    FlinkSink.forRowData(flink.fromSource(source, WatermarkStrategy.noWatermarks(), "topic"))
        .table(table)
        .tableLoader(TableLoader.fromHadoopTable(table.location()))
        .distributionMode(DistributionMode.NONE)
        .append();
    flink.execute("archive");
  }

  private static double rate(Table table, long warmUp) {
    Snapshot last = table.currentSnapshot();
    Snapshot first = last;
    for (Snapshot commit : table.snapshots()) {
      if (total(commit) >= warmUp && total(commit) < total(first)) {
        first = commit;
      }
    }
    if (first == last) {
      throw new IllegalStateException(
          "one commit after the warm-up: give more records or a shorter interval");
    }
    return (total(last) - total(first))
        * 1000.0
        / (last.timestampMillis() - first.timestampMillis());
  }

  private static long total(Snapshot commit) {
    return Long.parseLong(commit.summary().getOrDefault("total-records", "0"));
  }
}
