package io.crossroads.streaming.source;

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
public final class KafkaSource {

  /** How often to look whether a full batch is there already. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final SparkSession spark;
  private final String bootstrapServers;
  private final BatchPace pace;
  private final boolean gathers;

  private KafkaSource(
      SparkSession spark, String bootstrapServers, BatchPace pace, boolean gathers) {
    this.spark = spark;
    this.bootstrapServers = bootstrapServers;
    this.pace = pace;
    this.gathers = gathers && !pace.untilCaughtUp();
  }

  /** A source whose batches gather until they are full or the interval is over. */
  public static KafkaSource gathering(SparkSession spark, String bootstrapServers, BatchPace pace) {
    return new KafkaSource(spark, bootstrapServers, pace, true);
  }

  /** A source that makes a batch of what is there, as often as the interval says. */
  public static KafkaSource prompt(SparkSession spark, String bootstrapServers, BatchPace pace) {
    return new KafkaSource(spark, bootstrapServers, pace, false);
  }

  /** The topic's records from a position on; partitions that it does not know from offset 0. */
  public Dataset<Row> from(Position start, TopicState topic) {
    DataStreamReader reader =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrapServers)
            .option("subscribe", topic.topic())
            .option("startingOffsets", offsets(start, topic))
            .option("failOnDataLoss", true)
            .option("maxOffsetsPerTrigger", pace.maxRecords())
            .option("kafkaConsumer.pollTimeoutMs", Duration.ofSeconds(60).toMillis())
            .option("kafka.isolation.level", "read_committed")
            // After every poll the source asks for the partition's ends and throws away what it
            // fetched beyond it: a poll takes in a whole fetch, and that is small enough to stay
            // in the processor's cache and to die young.
            .option("kafka.max.poll.records", 10_000)
            .option("kafka.max.partition.fetch.bytes", 1 << 20);
    if (gathers) {
      reader
          .option("minOffsetsPerTrigger", pace.maxRecords())
          .option("maxTriggerDelay", pace.every().toMillis() + "ms");
    }
    return reader.load();
  }

  /**
   * Gives the jobs of a query that this thread starts a turn of their own, where the session shares
   * the cores fairly.
   */
  public void takeTurns(String query) {
    spark.sparkContext().setLocalProperty("spark.scheduler.pool", query);
  }

  /** Sends a value to the executors, once for all batches. */
  public <T> Broadcast<T> broadcast(T value) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(value);
  }

  /** Counts records of the batch that this thread runs as read from the source. */
  public void count(long records) {
    SourceProgress.count(spark, records);
  }

  /** Where batches gather it looks often, and the source itself waits. */
  public Trigger trigger() {
    if (pace.untilCaughtUp()) {
      return Trigger.AvailableNow();
    }
    long every = pace.every().toMillis();
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
