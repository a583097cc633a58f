package io.crossroads.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.lake.Position;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.Trigger;

/** Spark's source {@code kafka} on one topic. */
final class KafkaSource {

  /** How often to look whether a full batch is there already. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final SparkSession spark;
  private final String bootstrapServers;
  private final ArchiveSettings settings;

  KafkaSource(SparkSession spark, String bootstrapServers, ArchiveSettings settings) {
    this.spark = spark;
    this.bootstrapServers = bootstrapServers;
    this.settings = settings;
  }

  /** The topic's records from a position on; partitions that it does not know from offset 0. */
  Dataset<Row> from(Position start, TopicState topic) {
    DataStreamReader reader =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrapServers)
            .option("subscribe", topic.topic())
            .option("startingOffsets", offsets(start, topic))
            .option("failOnDataLoss", true)
            .option("maxOffsetsPerTrigger", settings.maxBatchRecords())
            .option("kafkaConsumer.pollTimeoutMs", Duration.ofSeconds(60).toMillis())
            .option("kafka.isolation.level", "read_committed")
            // After every poll the source asks for the partition's ends and throws away what it
            // fetched beyond it: a poll takes in a whole fetch, and that is small enough to stay
            // in the processor's cache and to die young.
            .option("kafka.max.poll.records", 10_000)
            .option("kafka.max.partition.fetch.bytes", 1 << 20);
    if (!settings.untilCaughtUp()) {
      reader
          .option("minOffsetsPerTrigger", settings.maxBatchRecords())
          .option("maxTriggerDelay", settings.every().toMillis() + "ms");
    }
    return reader.load();
  }

  /** Sends a value to the executors, once for all batches. */
  <T> Broadcast<T> broadcast(T value) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(value);
  }

  /** Counts records of the batch that this thread runs as read from the source. */
  void count(long records) {
    SourceProgress.count(spark, records);
  }

  /** Looks often; the source itself waits for a full batch or the end of the interval. */
  Trigger trigger() {
    return settings.untilCaughtUp()
        ? Trigger.AvailableNow()
        : Trigger.ProcessingTime(Math.min(LOOK.toMillis(), settings.every().toMillis()));
  }

  private static String offsets(Position start, TopicState topic) {
    Map<String, Long> offsets = new TreeMap<>();
    for (int partition : topic.partitions().keySet()) {
      offsets.put(Integer.toString(partition), start.nextOffset(partition));
    }
    try {
      return new ObjectMapper().writeValueAsString(Map.of(topic.topic(), offsets));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("offsets " + offsets, e);
    }
  }
}
