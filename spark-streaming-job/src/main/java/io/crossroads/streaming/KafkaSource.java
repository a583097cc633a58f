package io.crossroads.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.layers.position.Position;
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
  private final boolean gathers;

  /** A source whose batches gather until they are full or the interval is over. */
  KafkaSource(SparkSession spark, String bootstrapServers, ArchiveSettings settings) {
    this(spark, bootstrapServers, settings, true);
  }

  private KafkaSource(
      SparkSession spark, String bootstrapServers, ArchiveSettings settings, boolean gathers) {
    this.spark = spark;
    this.bootstrapServers = bootstrapServers;
    this.settings = settings;
    this.gathers = gathers && !settings.untilCaughtUp();
  }

  /** A source that makes a batch of what is there, as often as the interval says. */
  static KafkaSource prompt(SparkSession spark, String bootstrapServers, ArchiveSettings settings) {
    return new KafkaSource(spark, bootstrapServers, settings, false);
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
    if (gathers) {
      reader
          .option("minOffsetsPerTrigger", settings.maxBatchRecords())
          .option("maxTriggerDelay", settings.every().toMillis() + "ms");
    }
    return reader.load();
  }

  /**
   * Gives the jobs of a query that this thread starts a turn of their own, where the session shares
   * the cores fairly.
   */
  void takeTurns(String query) {
    spark.sparkContext().setLocalProperty("spark.scheduler.pool", query);
  }

  /** Sends a value to the executors, once for all batches. */
  <T> Broadcast<T> broadcast(T value) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(value);
  }

  /** Counts records of the batch that this thread runs as read from the source. */
  void count(long records) {
    SourceProgress.count(spark, records);
  }

  /** Where batches gather it looks often, and the source itself waits. */
  Trigger trigger() {
    if (settings.untilCaughtUp()) {
      return Trigger.AvailableNow();
    }
    long every = settings.every().toMillis();
    return Trigger.ProcessingTime(gathers ? Math.min(LOOK.toMillis(), every) : every);
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
