package io.crossroads.streaming.speed;

import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.WriterLock;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.streaming.query.Checkpoints;
import io.crossroads.streaming.query.Owner;
import io.crossroads.streaming.query.SingleWriterGuard;
import io.crossroads.streaming.query.StartupRetry;
import io.crossroads.streaming.query.TopicJob;
import io.crossroads.streaming.source.KafkaSource;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** All that one speed query works with, opened together and closed together. */
public final class Speed implements AutoCloseable {

  private final KafkaTopic topic;
  private final WriterLock lock;
  private final Checkpoints checkpoints;
  private final SpeedJob job;

  private Speed(
      SparkSession spark, SpeedPlan plan, KafkaTopic topic, Supplier<Optional<Position>> archive) {
    Pipeline pipeline = plan.pipeline();
    StoreSettings store = plan.store();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    UUID id =
        UUID.nameUUIDFromBytes(("speed of " + pipeline.name()).getBytes(StandardCharsets.UTF_8));
    this.topic = topic;
    this.checkpoints =
        new Checkpoints(plan.checkpoint(), "speed", written(plan, topic.state()), hadoop);
    this.lock =
        new WriterLock(
            new CatalogSettings(store.uri(), store.user(), store.password()),
            id,
            Owner.of("speed", pipeline));
    this.job =
        new SpeedJob(
            pipeline,
            plan.limits(),
            topic,
            KafkaSource.prompt(spark, plan.bootstrapServers(), plan.settings().pace()),
            new SpeedStore(store, pipeline),
            new SingleWriterGuard(lock, StoreSettings.SCHEMA + ".speed_* of " + pipeline.name()),
            checkpoints,
            plan.settings(),
            archive);
  }

  /**
   * Connects to the broker, for which it waits. The job waits for the store when it begins.
   *
   * @param archive the position of the archive query beside it
   * @throws io.crossroads.cli.CommandFailure if that is not possible; says why and what to do
   */
  public static Speed open(
      SparkSession spark, SpeedPlan plan, Supplier<Optional<Position>> archive) {
    KafkaTopic topic =
        new StartupRetry(plan.settings().startupTimeout())
            .await(
                "the broker at " + plan.bootstrapServers(),
                () -> KafkaTopic.connect(plan.bootstrapServers(), plan.topic()));
    try {
      return new Speed(spark, plan, topic, archive);
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  /** A name for what the query writes: the same pipeline has numbers in every store and topic. */
  private static String written(SpeedPlan plan, TopicState topic) {
    String all =
        String.join(
            "\n",
            plan.store().uri(),
            StoreSettings.SCHEMA,
            plan.pipeline().name(),
            topic.topicId());
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public TopicJob job() {
    return job;
  }

  @Override
  public void close() {
    job.close();
    checkpoints.close();
    lock.close();
    topic.close();
  }
}
