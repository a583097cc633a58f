package io.crossroads.streaming.archive;

import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.GapTable;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.lake.SnapshotExpiration;
import io.crossroads.lake.WriterLock;
import io.crossroads.streaming.query.Checkpoints;
import io.crossroads.streaming.query.Owner;
import io.crossroads.streaming.query.SingleWriterGuard;
import io.crossroads.streaming.query.StartupRetry;
import io.crossroads.streaming.query.TopicJob;
import io.crossroads.streaming.source.KafkaSource;
import io.crossroads.streaming.source.KafkaTopic;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.spark.sql.SparkSession;

/** All that one archive works with, opened together and closed together. */
public final class Archive implements AutoCloseable {

  private final LakeCatalog catalog;
  private final KafkaTopic topic;
  private final WriterLock lock;
  private final Checkpoints checkpoints;
  private final ArchiveJob job;

  private Archive(SparkSession spark, ArchivePlan plan, LakeCatalog catalog, KafkaTopic topic) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Table archive =
        catalog.ensure(ArchiveTable.definition(plan.pipeline(), plan.names(), plan.lake()));
    Sinks sinks =
        new Sinks(
            sink(archive),
            sink(catalog.ensure(RejectedTable.definition(plan.names(), plan.lake()))),
            plan.pipeline().archive().copies().stream()
                .map(copy -> ArchiveTable.copy(plan.pipeline(), plan.names(), copy, plan.lake()))
                .map(definition -> sink(catalog.ensure(definition)))
                .toList());
    this.catalog = catalog;
    this.topic = topic;
    this.checkpoints =
        new Checkpoints(plan.checkpoint(), "archive", archive.uuid().toString(), hadoop);
    this.lock =
        new WriterLock(plan.catalog(), archive.uuid(), Owner.of("archive", plan.pipeline()));
    this.job =
        new ArchiveJob(
            plan.pipeline(),
            plan.limits(),
            topic,
            KafkaSource.gathering(spark, plan.bootstrapServers(), plan.settings().pace()),
            sinks,
            new GapSink(() -> catalog.ensure(GapTable.definition(plan.names(), plan.lake()))),
            new SingleWriterGuard(lock, archive.name()),
            checkpoints,
            plan.settings());
  }

  /**
   * Connects to catalog and broker, for which it waits, and creates the tables if there are none.
   *
   * @throws io.crossroads.cli.CommandFailure if that is not possible; says why and what to do
   */
  public static Archive open(SparkSession spark, ArchivePlan plan) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    StartupRetry retry = new StartupRetry(plan.settings().startupTimeout());
    LakeCatalog catalog =
        retry.await(
            "the catalog at " + plan.catalog(),
            () -> LakeCatalog.open(plan.catalog(), plan.lake(), hadoop));
    try {
      KafkaTopic topic =
          retry.await(
              "the broker at " + plan.bootstrapServers(),
              () -> KafkaTopic.connect(plan.bootstrapServers(), plan.topic()));
      try {
        return new Archive(spark, plan, catalog, topic);
      } catch (RuntimeException e) {
        topic.close();
        throw e;
      }
    } catch (RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  public TopicJob job() {
    return job;
  }

  private static Sink sink(Table table) {
    return new Sink(new PositionedTable(table), SnapshotExpiration.DEFAULT);
  }

  @Override
  public void close() {
    checkpoints.close();
    lock.close();
    topic.close();
    catalog.close();
  }
}
